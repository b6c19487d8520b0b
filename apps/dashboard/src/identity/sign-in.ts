export type SignInResult = "signed-in" | "refused" | "too-many" | "unreachable";

/** Posts e-mail and password; the answer's cookie is the session. An unknown address and a wrong password answer alike. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  try {
    const response = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (response.ok) return "signed-in";
    if (response.status === 429) return "too-many";
    return response.status < 500 ? "refused" : "unreachable";
  } catch {
    return "unreachable";
  }
}

/** Ends the session; false when the server did not say that it has. The page is then left, so that nothing stays in memory. */
export async function signOut(): Promise<boolean> {
  try {
    const response = await fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    return response.ok;
  } catch {
    return false;
  }
}
