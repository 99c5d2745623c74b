/** The caller's environment without what `npm run` put there, which would steer an inner npm. */
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && name !== "INIT_CWD");
  return Object.fromEntries(kept);
}
