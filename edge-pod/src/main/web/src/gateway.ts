// The page's gateway session: the same protocol that bots speak. Reconnects by itself, and resumes when it can.

import { gatewayUrl } from "./api.js";
import type { Dispatch, Ready } from "./protocol.js";

const Op = { Dispatch: 0, Heartbeat: 1, Identify: 2, Resume: 6, Reconnect: 7, InvalidSession: 9, Hello: 10, Ack: 11 } as const;

/** Our own close: neither 1000 nor 1001, which would end the session. */
const CLOSE_TO_RESUME = 4000;
const TOKEN_REFUSED = 4004;
const FATAL = new Set([TOKEN_REFUSED, 4010, 4011, 4012, 4013, 4014]);
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;

export type Connection = "connecting" | "ready" | "lost" | "refused";

export interface GatewayListener {
  dispatch(event: Dispatch): void;
  connection(state: Connection): void;
}

interface Frame {
  op: number;
  d: unknown;
  s: number | null;
  t: string | null;
}

export class Gateway {
  private socket: WebSocket | null = null;
  private session: { id: string; url: string } | null = null;
  private seq: number | null = null;
  private beat: number | undefined;
  private retry: number | undefined;
  private failures = 0;
  private answered = true;
  private stopped = false;

  constructor(
    private readonly token: string,
    private readonly listener: GatewayListener,
  ) {}

  start(): void {
    window.addEventListener("online", this.onOnline);
    window.addEventListener("offline", this.onOffline);
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    window.removeEventListener("online", this.onOnline);
    window.removeEventListener("offline", this.onOffline);
    window.clearTimeout(this.retry);
    this.drop(1000);
  }

  private readonly onOnline = (): void => {
    this.failures = 0;
    window.clearTimeout(this.retry);
    if (!this.socket) void this.connect();
  };

  private readonly onOffline = (): void => this.lose();

  private async connect(): Promise<void> {
    if (this.stopped || this.socket) return;
    this.listener.connection("connecting");
    const base = this.session?.url ?? (await gatewayUrl().catch(() => null));
    if (this.stopped || this.socket) return;
    if (!base) return this.later();
    const socket = new WebSocket(`${base}/?v=10&encoding=json`);
    this.socket = socket;
    socket.onmessage = (message: MessageEvent<string>) => this.receive(JSON.parse(message.data) as Frame);
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code);
    };
  }

  private receive(frame: Frame): void {
    if (frame.s !== null) this.seq = frame.s;
    switch (frame.op) {
      case Op.Hello:
        this.hello((frame.d as { heartbeat_interval: number }).heartbeat_interval);
        break;
      case Op.Heartbeat:
        this.send(Op.Heartbeat, this.seq);
        break;
      case Op.Ack:
        this.answered = true;
        break;
      case Op.Reconnect:
        this.lose();
        break;
      case Op.InvalidSession:
        if (frame.d !== true) this.session = null;
        this.lose();
        break;
      case Op.Dispatch:
        this.dispatched({ t: frame.t ?? "", d: frame.d });
        break;
    }
  }

  private hello(intervalMs: number): void {
    this.answered = true;
    window.clearInterval(this.beat);
    this.beat = window.setInterval(() => this.heartbeat(), intervalMs);
    if (this.session) {
      this.send(Op.Resume, { token: this.token, session_id: this.session.id, seq: this.seq });
    } else {
      this.seq = null;
      const properties = { os: "web", browser: "guildhall", device: "guildhall" };
      this.send(Op.Identify, { token: this.token, properties, large_threshold: 250 });
    }
  }

  private heartbeat(): void {
    if (!this.answered) return this.lose();
    this.answered = false;
    this.send(Op.Heartbeat, this.seq);
  }

  private dispatched(event: Dispatch): void {
    if (event.t === "READY") {
      const ready = event.d as Ready;
      this.session = { id: ready.session_id, url: ready.resume_gateway_url };
    }
    if (event.t === "READY" || event.t === "RESUMED") {
      this.failures = 0;
      this.listener.connection("ready");
    }
    this.listener.dispatch(event);
  }

  private send(op: number, d: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ op, d }));
  }

  private closed(code: number): void {
    this.drop(null);
    if (code === 4007 || code === 4009) this.session = null;
    if (FATAL.has(code)) {
      this.stopped = true;
      this.listener.connection("refused");
    } else {
      this.lost();
    }
  }

  private lose(): void {
    if (this.stopped) return;
    this.drop(CLOSE_TO_RESUME);
    this.lost();
  }

  private lost(): void {
    this.listener.connection("lost");
    this.later();
  }

  private drop(code: number | null): void {
    window.clearInterval(this.beat);
    const socket = this.socket;
    this.socket = null;
    if (socket && code !== null) socket.close(code);
  }

  /** Tries again after a growing, jittered pause; without a network it waits for the browser's word instead. */
  private later(): void {
    if (this.stopped || !navigator.onLine) return;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++) * (0.5 + Math.random());
    window.clearTimeout(this.retry);
    this.retry = window.setTimeout(() => void this.connect(), pauseMs);
  }
}
