/** Invented names. Trade names are joined of lucky syllables, persons of common ones; none is taken from a register. */
import type { Chance } from './random.ts';

const FIRST = [...'恒泰鑫瑞祥荣宏嘉润和盛裕康安德隆晟浩旭沁漳潞晋'];
const SECOND = [...'源达居馨苑洁家园华城邦信诚美景佳悦舒雅宁顺通'];
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红鹏飞建国海燕志斌宇晨'];

export function tradeName(chance: Chance): string {
  return chance.pick(FIRST) + chance.pick(SECOND) + (chance.happens(0.25) ? chance.pick(SECOND) : '');
}

export function personName(chance: Chance): string {
  return chance.pick(SURNAMES) + chance.pick(GIVEN) + (chance.happens(0.7) ? chance.pick(GIVEN) : '');
}
