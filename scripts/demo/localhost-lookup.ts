import dns, { type LookupAddress, type LookupOptions } from "node:dns";

type Callback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Makes `*.localhost` names lead to this machine inside this process, as browsers already do (RFC 6761)
 * and Node does not. For the demo only: elsewhere names come from the DNS. Returns what undoes it.
 */
export function resolveLocalhostNames(): () => void {
  const original = dns.lookup;
  const replacement = (hostname: string, optionsOrCallback: LookupOptions | number | Callback, last?: Callback): void => {
    const callback = typeof optionsOrCallback === "function" ? optionsOrCallback : last;
    const options = typeof optionsOrCallback === "object" ? optionsOrCallback : {};
    if (callback !== undefined && /(^|\.)localhost$/i.test(hostname)) {
      // Asynchronous like the real one: a caller may rely on returning first.
      process.nextTick(() => {
        if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
        else callback(null, "127.0.0.1", 4);
      });
      return;
    }
    Reflect.apply(original, dns, callback === last ? [hostname, optionsOrCallback, last] : [hostname, callback]);
  };
  Object.defineProperty(dns, "lookup", { value: Object.assign(replacement, original), configurable: true, writable: true });
  return () => Object.defineProperty(dns, "lookup", { value: original, configurable: true, writable: true });
}
