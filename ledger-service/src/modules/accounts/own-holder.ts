import type { EntityManager } from "typeorm";
import type { Caller } from "../../kernel/caller.ts";
import { accountsProblems } from "./accounts.problems.ts";
import type { Holder, HolderStore } from "./holder-store.ts";

/** The caller's resident account. @throws Problem `account-needed` */
export async function residentHolder(holders: HolderStore, manager: EntityManager, caller: Caller): Promise<Holder> {
  const holder = await holders.ofPerson(manager, "RESIDENT", caller.personId);
  if (holder === undefined) throw accountsProblems.of("account-needed");
  return holder;
}

/** The caller's resident account, or else their staff account. */
export async function anyHolder(holders: HolderStore, manager: EntityManager, caller: Caller): Promise<Holder | undefined> {
  return (await holders.ofPerson(manager, "RESIDENT", caller.personId)) ?? holders.ofPerson(manager, "STAFF", caller.personId);
}

/** @throws Problem `account-needed` when the caller has neither */
export async function ownHolder(holders: HolderStore, manager: EntityManager, caller: Caller): Promise<Holder> {
  const holder = await anyHolder(holders, manager, caller);
  if (holder === undefined) throw accountsProblems.of("account-needed");
  return holder;
}
