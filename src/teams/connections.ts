import type { Socket } from 'node:net';

export type ConnectionLimits = {
  /** Connections that are open at once. */
  most: number;
  /** Of them, from one IPv4 address or one IPv6 network of 64 bits, which is what one customer is given. */
  mostPerAddress: number;
  /** Milliseconds until the head of the first request must be complete, and of each further one after an answer. */
  headMs: number;
  nextHeadMs: number;
};

type Connection = { address: string; requests: number; timer: NodeJS.Timeout | undefined };

/**
 * The connections of the port that the world reaches. Whoever has not shown a valid token is a stranger: when there are
 * too many, the stranger who has waited longest makes room for the newcomer. Teams needs milliseconds from its connection
 * to its token, so that a flood ends its own connections, and not those that Teams is answered on.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #open = new Map<Socket, Connection>();
  /** Sockets without a request that showed a valid token, in the order in which they began to wait. */
  readonly #strangers = new Set<Socket>();
  readonly #perAddress = new Map<string, number>();

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** Counts a new connection, at the cost of a stranger's if need be, or refuses it. */
  take(socket: Socket): void {
    const address = addressBlock(socket.remoteAddress ?? '');
    const { most, mostPerAddress, headMs } = this.#limits;
    const fromThere = this.#perAddress.get(address) ?? 0;
    if (fromThere >= mostPerAddress && !this.#endStranger(address)) {
      refuse(socket, '429 Too Many Requests');
      return;
    }
    if (this.#open.size >= most && !this.#endStranger()) {
      refuse(socket, '503 Service Unavailable');
      return;
    }
    const connection = { address, requests: 0, timer: undefined };
    this.#open.set(socket, connection);
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1);
    socket.once('close', () => this.#forget(socket));
    this.#wait(socket, connection, headMs);
  }

  /** The head of a request is complete. */
  began(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    connection.requests += 1;
    clearTimeout(connection.timer);
  }

  /** The request that began showed a valid token: nobody takes its place until it is answered. */
  trust(socket: Socket): void {
    this.#strangers.delete(socket);
  }

  /** A request was answered, or will never be. */
  ended(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    connection.requests -= 1;
    if (connection.requests === 0) this.#wait(socket, connection, this.#limits.nextHeadMs);
  }

  #wait(socket: Socket, connection: Connection, ms: number): void {
    this.#strangers.delete(socket);
    this.#strangers.add(socket);
    clearTimeout(connection.timer);
    connection.timer = setTimeout(() => socket.destroy(), ms).unref();
  }

  /** Ends the connection of the stranger who waited longest, of one address or of all. False: there is none. */
  #endStranger(address?: string): boolean {
    for (const socket of this.#strangers) {
      if (address !== undefined && this.#open.get(socket)?.address !== address) continue;
      // At once, and not only when it says that it is closed: the next newcomer may come before that.
      this.#forget(socket);
      socket.destroy();
      return true;
    }
    return false;
  }

  #forget(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    clearTimeout(connection.timer);
    this.#open.delete(socket);
    this.#strangers.delete(socket);
    const left = (this.#perAddress.get(connection.address) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(connection.address, left);
    else this.#perAddress.delete(connection.address);
  }
}

/** Whoever has one IPv6 address has 2^64 of them. */
function addressBlock(address: string): string {
  if (address.includes('.')) return address;
  return address.split('::', 1)[0]?.split(':').slice(0, 4).join(':') ?? '';
}

function refuse(socket: Socket, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}
