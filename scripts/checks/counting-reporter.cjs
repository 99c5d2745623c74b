// Mocha's own spec output, and the counts in the file that MAILLE_COUNTS names, for `npm test` to add up.
// CommonJS, because mocha loads reporters by `require`.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const path = process.env.MAILLE_COUNTS;
      if (path) writeFileSync(path, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}

module.exports = CountingReporter;
