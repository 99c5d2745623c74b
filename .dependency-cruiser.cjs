// The levels of design.md: a file imports its own level's folder or lower ones, and nothing makes a cycle,
// types included. The table below is the whole truth: a needed exception means that the table is wrong.

const service = "^ledger-service/src/";
const portal = "^portal/src/";

/** Each service noun may import the doors of the nouns at lower levels. */
const nounLevels = [["participants", "accounts"], ["points", "clearing"], ["attestations", "redemptions"], ["governance", "audit", "board"]];
const nounRules = nounLevels.flatMap((level, index) => level.map((noun) => {
  const notLower = nounLevels.slice(index).flat().filter((other) => other !== noun);
  return {
    name: `service-noun-${noun}`,
    comment: `${noun} imports lower nouns only`,
    severity: "error",
    from: { path: `${service}modules/${noun}/` },
    to: { path: `${service}modules/(?:${notLower.join("|")})/` },
  };
}));

/** Folders of one application, lowest first; those of one row never import each other. */
function levelRules(name, root, rows) {
  return rows.slice(0, -1).map((row, index) => ({
    name: `${name}-${row.join("-")}`,
    comment: `${row.join(", ")} import nothing above`,
    severity: "error",
    from: { path: `${root}(?:${row.join("|")})/` },
    to: { path: `${root}(?:${rows.slice(index + 1).flat().join("|")})` },
  }));
}

function siblingRule(name, root, folder) {
  return {
    name, severity: "error", comment: `${folder}/<noun> never import each other`,
    from: { path: `${root}${folder}/([^/]+)/` },
    to: { path: `${root}${folder}/[^/]+/`, pathNot: `${root}${folder}/$1/` },
  };
}

module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", comment: "no import cycle, types included", from: {}, to: { circular: true } },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "\\.(?:css|wasm|woff2|ttf|svg)" } },
    ...levelRules("service", service, [
      ["kernel"], ["platform"], ["sign-in", "relay", "indexing", "intercity"], ["modules"], ["city-core", "assemble-city", "module-tables", "health-door", "compose-city", "openapi-document", "main", "commands"],
    ]),
    ...nounRules,
    ...levelRules("portal", portal, [["i18n", "styles", "cities"], ["api", "signing", "ui"], ["features"], ["app"], ["main"]]),
    siblingRule("portal-features-apart", portal, "features"),
    siblingRule("portal-roles-apart", portal, "app"),
    {
      name: "proofs-need-nobody", severity: "error", comment: "a proof is checked by anyone, from two files",
      from: { path: "^proofs/", pathNot: "\\.test\\.ts$" }, to: { path: "^(?:contracts|ledger-service|portal|scripts|test)/" },
    },
    {
      name: "proofs-run-in-a-browser", severity: "error", comment: "the command line alone reads files",
      from: { path: "^proofs/src/", pathNot: "\\.test\\.ts$|^proofs/src/command" }, to: { dependencyTypes: ["core"] },
    },
    {
      name: "service-stands-alone", severity: "error", comment: "the service knows neither the demo, the tests nor the portal",
      from: { path: "^ledger-service/" }, to: { path: "^(?:portal|scripts|test)/" },
    },
    {
      name: "portal-stands-alone", severity: "error", comment: "the portal knows the service by its generated client only",
      from: { path: "^portal/" }, to: { path: "^(?:ledger-service|scripts|test)/" },
    },
    {
      name: "scripts-know-no-test", severity: "error", comment: "but for bench/, which measures through the tests' own fixtures",
      from: { path: "^scripts/(?!bench/)", pathNot: "\\.test\\.ts$" }, to: { path: "^test/" },
    },
    {
      name: "audit-stands-alone", severity: "error", comment: "an audit that shared the service's code would share its mistakes: it knows the chain and the published proofs only",
      from: { path: "^scripts/audit/" }, to: { path: "^(?:ledger-service|portal|test)/|^scripts/(?!audit/)", pathNot: "^proofs/" },
    },
    { name: "deploy-is-shared", severity: "error", comment: "the plan is data for tests, demo and production alike", from: { path: "^scripts/deploy/" }, to: { path: "^scripts/(?:demo|bench|checks)/" } },
    { name: "nothing-needs-the-bench", severity: "error", from: { pathNot: "^scripts/bench/" }, to: { path: "^scripts/bench/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(?:^|/)(?:dist|artifacts|cache)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"], extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
    skipAnalysisNotInRules: true,
  },
};
