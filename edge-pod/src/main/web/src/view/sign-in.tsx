import { useState } from "preact/hooks";
import { ApiError, signIn } from "../api.js";

/** Sign-in by name, for clusters with `auth.dev`. */
export function SignIn({ onSignedIn }: { onSignedIn: (token: string) => void }) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onSignedIn((await signIn(name.trim().toLowerCase())).token);
    } catch (problem) {
      setError(explain(problem));
      setBusy(false);
    }
  };

  return (
    <main class="sign-in">
      <form onSubmit={(event) => void submit(event)} aria-labelledby="welcome">
        <img src="icon.svg" alt="" width="56" height="56" />
        <h1 id="welcome">Welcome to Guildhall</h1>
        <p>Pick a name and start chatting.</p>
        <label for="name">Your name</label>
        <input
          id="name"
          name="username"
          autocomplete="username"
          required
          minLength={2}
          maxLength={32}
          pattern="[A-Za-z0-9._]+"
          title="Letters, digits, dots and underscores"
          aria-describedby={error ? "hint problem" : "hint"}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <small id="hint">2 to 32 letters, digits, dots or underscores.</small>
        <p id="problem" role="alert" class="problem">
          {error}
        </p>
        <button type="submit" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
    </main>
  );
}

function explain(problem: unknown): string {
  if (!(problem instanceof ApiError)) return "That did not work. Try again.";
  return problem.status === 404 ? "Sign-in by name is off on this server (auth.dev is false)." : problem.message;
}
