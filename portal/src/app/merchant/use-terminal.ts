import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useActingFor } from "../../api/use-acting-for.ts";
import { counterQuery } from "../../features/redemptions/counter.ts";
import { terminalKeysQuery } from "../../signing/terminal-keys.ts";
import type { TerminalKeys } from "../../signing/terminal-keys.ts";

function candidatesOf({ device, test }: TerminalKeys) {
  return [device, test].filter((key) => key !== undefined);
}

/** The counter of the merchant one acts for, read as the terminal that this device is. */
export function useTerminal() {
  const queries = useQueryClient();
  const { institution } = useActingFor();
  const { data: session } = useQuery(sessionQuery);
  const keys = useQuery(terminalKeysQuery(queries, session, institution));
  const counter = useQuery(counterQuery(keys.data && candidatesOf(keys.data)));
  const signsWithTestKey = counter.data?.signer !== undefined && counter.data.signer === keys.data?.test;
  return {
    merchant: institution,
    keys: keys.data,
    counter,
    signsWithTestKey,
    testNotice: signsWithTestKey ? keys.data?.testNotice : undefined,
    readAgain: async () => {
      await queries.invalidateQueries({ queryKey: ["own-keys", "terminal"] });
      await queries.invalidateQueries({ queryKey: ["acting", "counter"] });
    },
  };
}
