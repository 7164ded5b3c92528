/**
 * Connections over which nothing was asked yet. Browsers and other clients open some beforehand; to a server that stops they are not idle,
 * and it would wait for them as long as for a request.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

export class UnaskedConnections {
  readonly #sockets = new Set<Socket>();

  constructor(server: Server) {
    const asked = ({ socket }: IncomingMessage): void => {
      this.#sockets.delete(socket);
    };
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    server.on('request', asked).on('upgrade', asked);
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
