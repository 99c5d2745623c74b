// The part of solc 0.8.29 that is used here; the package ships no types of its own.
declare module "solc" {
  const solc: { compile(input: string, callbacks: { import: (path: string) => { contents: string } | { error: string } }): string };
  export default solc;
}
