// The HTTP API, with the retries that a person would make: a 429 or 503 is tried again after the time it names.

import type { Message, User } from "./protocol.js";

const BASE = "/api/v10";
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Resolves when the browser says that there is a network. */
const whenOnline = (): Promise<void> =>
  navigator.onLine ? Promise.resolve() : new Promise((done) => window.addEventListener("online", () => done(), { once: true }));

async function once(method: string, path: string, token: string | null, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = {};
  if (token) headers["Authorization"] = token;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return fetch(BASE + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function problem(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    return new ApiError(response.status, String((JSON.parse(text) as { message?: unknown }).message ?? response.statusText));
  } catch {
    return new ApiError(response.status, response.statusText);
  }
}

async function request<T>(method: string, path: string, token: string | null, body?: unknown): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await whenOnline();
    const response = await once(method, path, token, body).catch(() => null);
    if (response?.ok) return (response.status === 204 ? undefined : await response.json()) as T;
    const passing = response === null || response.status === 429 || response.status === 503;
    if (!passing || attempt === ATTEMPTS) {
      throw response ? await problem(response) : new ApiError(0, "The server cannot be reached.");
    }
    const named = Number(response?.headers.get("Retry-After") ?? 0) * 1_000;
    await pause(Math.min(LONGEST_PAUSE_MS, named || FIRST_PAUSE_MS * 2 ** attempt));
  }
}

export interface SignedIn {
  token: string;
  user: User;
}

export const signIn = (username: string): Promise<SignedIn> => request("POST", "/auth/dev", null, { username });

export const gatewayUrl = async (): Promise<string> => (await request<{ url: string }>("GET", "/gateway", null)).url;

export const PAGE = 50;

/** A page of history, newest first; `before` is a message id. */
export const history = (token: string, channelId: string, before?: string): Promise<Message[]> =>
  request("GET", `/channels/${channelId}/messages?limit=${PAGE}${before ? `&before=${before}` : ""}`, token);

/** Sends a message. The nonce makes trying again safe: the server makes one message of equal ones. */
export const send = (token: string, channelId: string, content: string, nonce: string): Promise<Message> =>
  request("POST", `/channels/${channelId}/messages`, token, { content, nonce, enforce_nonce: true });

export const typing = (token: string, channelId: string): Promise<void> => request("POST", `/channels/${channelId}/typing`, token);
