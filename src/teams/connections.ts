import type { Socket } from 'node:net';

export type ConnectionLimits = {
  /** Maximum number of open connections. */
  most: number;
  /** Maximum from one IPv4 address or one IPv6 network of 64 bits, which is one customer's share. */
  mostPerAddress: number;
  /** Milliseconds until the head of the first request must be complete, and of each further one after an answer. */
  headMs: number;
  nextHeadMs: number;
};

type Connection = { address: string; requests: number; timer: NodeJS.Timeout | undefined };

/**
 * Connections of the public port. A client without a valid token is a stranger: when there are too many, the one
 * that has waited longest makes room for the newcomer. Teams takes milliseconds from its connection to its token,
 * so a flood ends its own connections, and not those on which Teams is answered.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #open = new Map<Socket, Connection>();
  /** Sockets without a request that showed a valid token, in order of waiting. */
  readonly #strangers = new Set<Socket>();
  readonly #perAddress = new Map<string, number>();

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** Counts a new connection, ending a stranger's if need be, or refuses it. */
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

  /** Records that the head of a request is complete. */
  began(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    connection.requests += 1;
    clearTimeout(connection.timer);
  }

  /** Records that the current request showed a valid token: its connection is safe until it is answered. */
  trust(socket: Socket): void {
    this.#strangers.delete(socket);
  }

  /** Records that a request was answered, or never will be. */
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
      // Forgotten at once, and not at its close event: the next newcomer may come before that.
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

/** The block that a limit applies to: a holder of one IPv6 address has 2^64 of them. */
function addressBlock(address: string): string {
  if (address.includes('.')) return address;
  return address.split('::', 1)[0]?.split(':').slice(0, 4).join(':') ?? '';
}

function refuse(socket: Socket, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}
