import type { ContractErrorProblems } from "../../kernel/problem.ts";
import { exchangeContractErrorProblems, exchangeProblems } from "./exchange.problems.ts";
import { sheetContractErrorProblems, sheetProblems } from "./sheet.problems.ts";

/** Every code of this noun, for the API's description and the checks. */
export const attestationsProblemTexts = { ...sheetProblems.texts, ...exchangeProblems.texts };

/** What a person is told for each error of `EarningSheets` and `ServiceExchanges`. */
export const contractErrorProblems: ContractErrorProblems = { ...sheetContractErrorProblems, ...exchangeContractErrorProblems };
