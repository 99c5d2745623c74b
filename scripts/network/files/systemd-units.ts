import type { DescribedCity } from "../description/network-description.ts";

/** Where a city's folder is put on its host. */
export const hostFolder = (slug: string): string => `/srv/maille/${slug}`;

type Section = readonly (readonly [string, string])[];

/** Neither program needs more than its own folder and its ports. */
const HARDENING: Section = [
  ["NoNewPrivileges", "yes"],
  ["ProtectSystem", "strict"],
  ["ProtectHome", "yes"],
  ["PrivateTmp", "yes"],
  ["PrivateDevices", "yes"],
  ["ProtectKernelTunables", "yes"],
  ["ProtectControlGroups", "yes"],
  ["RestrictSUIDSGID", "yes"],
  ["UMask", "0077"],
];

/** The unit of a city's node. A stop waits: a database closed cleanly opens at once. */
export function nodeUnit(city: DescribedCity): string {
  const folder = hostFolder(city.slug);
  return unit({
    Unit: [["Description", `Maille: node of ${ascii(city.name)}`], ["After", "network-online.target"], ["Wants", "network-online.target"]],
    Service: [
      ["Type", "exec"],
      ["User", "maille"],
      ["WorkingDirectory", folder],
      ["Environment", "JAVA_HOME=/usr/lib/jvm/default-java"],
      ["ExecStart", "/opt/besu/bin/besu --config-file=besu.toml"],
      ["Restart", "always"],
      ["RestartSec", "10"],
      ["TimeoutStopSec", "90"],
      // The JVM ends with 143 on a signal.
      ["SuccessExitStatus", "143"],
      ["LimitNOFILE", "65536"],
      ["ReadWritePaths", `${folder}/data`],
      ...HARDENING,
    ],
    Install: [["WantedBy", "multi-user.target"]],
  });
}

/** The unit of a city's service. */
export function cityUnit(city: DescribedCity): string {
  return unit({
    Unit: [["Description", `Maille: service of ${ascii(city.name)}`], ["After", "network-online.target postgresql.service"], ["Wants", "network-online.target"]],
    Service: [
      ["Type", "exec"],
      ["User", "maille"],
      ["WorkingDirectory", hostFolder(city.slug)],
      ["EnvironmentFile", `${hostFolder(city.slug)}/service.env`],
      ["ExecStart", "/usr/bin/node /opt/maille/ledger-service/src/main.ts"],
      ["Restart", "always"],
      ["RestartSec", "5"],
      ["TimeoutStopSec", "30"],
      ...HARDENING,
    ],
    Install: [["WantedBy", "multi-user.target"]],
  });
}

function unit(sections: Readonly<Record<string, Section>>): string {
  const blocks = Object.entries(sections).map(([name, lines]) => `[${name}]\n${lines.map(([key, value]) => `${key}=${value}\n`).join("")}`);
  return blocks.join("\n");
}

const ascii = (name: string): string => name.normalize("NFD").replace(/[^\x20-\x7e]/g, "");
