import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** What a file of ours never does; each rule stands for a line of the house rules. */
const houseRules = {
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false, attributes: false } }],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  // Objects here are closures: their functions never look at `this`, and may be async to keep a shape.
  "@typescript-eslint/unbound-method": "off",
  "@typescript-eslint/require-await": "off",
  "no-empty": "error",
  "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"], location: "anywhere" }],
  "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true, IIFEs: true }],
  eqeqeq: "error",
};

export default tseslint.config(
  { ignores: ["**/node_modules", "**/dist", "artifacts", "cache", "coverage", "**/generated/**", ".maille", "types"] },
  {
    files: ["{proofs,ledger-service,scripts,test}/**/*.ts", "hardhat.config.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ["./tsconfig.json"], tsconfigRootDir: import.meta.dirname } },
    rules: houseRules,
  },
  {
    files: ["portal/**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { "react-hooks": reactHooks },
    languageOptions: { parserOptions: { project: ["./portal/tsconfig.json"], tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...houseRules,
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      // A screen is one function whose length is its markup.
      "max-lines-per-function": ["error", { max: 150, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["**/*.test.{ts,tsx}", "test/**/*.ts"],
    rules: {
      // A describe block is as long as its list of cases, and chai asserts by property.
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      // Tests read what contracts and servers answer, which only their own assertions type.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // A route's or a service's frame is a list of what it has.
    files: ["ledger-service/src/compose-city.ts", "ledger-service/src/**/*.routes.ts", "ledger-service/src/**/*.module.ts"],
    rules: { "max-lines-per-function": ["error", { max: 200, skipBlankLines: true, skipComments: true }] },
  },
);
