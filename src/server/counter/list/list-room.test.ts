import { describe, expect, it } from 'vitest';
import { type ListPlace, ListRoom } from './list-room.ts';

const never = new AbortController().signal;

function entered(room: ListRoom): ListPlace {
  const place = room.enter();
  if (place === null) throw new Error('no place');
  return place;
}

describe('room for lists', () => {
  it('has so many places, and each again when it is left', () => {
    const room = new ListRoom({ places: 2, bytes: 10, atWork: 1 });
    const first = entered(room);
    entered(room);
    expect(room.enter()).toBeNull();
    first.leave();
    expect(room.enter()).not.toBeNull();
  });

  it('holds so many bytes of all lists together', () => {
    const room = new ListRoom({ places: 2, bytes: 10, atWork: 1 });
    const [one, other] = [entered(room), entered(room)];
    expect([one.hold(6), other.hold(5), other.hold(4), one.hold(1)]).toEqual([true, false, true, false]);
    one.leave();
    expect(one.hold(1)).toBe(false);
    expect(other.hold(6)).toBe(true);
  });

  it('gives turns in the order in which they are asked for, and none to those who went away', async () => {
    const room = new ListRoom({ places: 9, bytes: 10, atWork: 2 });
    const gone = new AbortController();
    const places = Array.from({ length: 5 }, () => entered(room));
    const called: string[] = [];
    const turns = places.map(async (place, i) => {
      const hasTurn = await place.turn(i === 2 ? gone.signal : never);
      called.push(`${i} ${hasTurn}`);
    });
    await Promise.all(turns.slice(0, 2));
    gone.abort();
    await turns[2];
    expect(called).toEqual(['0 true', '1 true', '2 false']);
    places[2]?.leave(); // it had none to pass on
    places[1]?.leave();
    await turns[3];
    places[0]?.leave();
    await turns[4];
    expect(called.slice(3)).toEqual(['3 true', '4 true']);
    places[3]?.leave();
    expect(await entered(room).turn(never)).toBe(true);
    expect(await entered(room).turn(AbortSignal.abort())).toBe(false);
  });
});
