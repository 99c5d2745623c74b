/** Asks again and again until the answer is yes. @returns false once `withinMs` have passed */
export async function waitUntil(isSo: () => Promise<boolean>, withinMs: number, everyMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await isSo()) return true;
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
