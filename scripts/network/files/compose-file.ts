import { stringify } from "yaml";
import type { DescribedCity } from "../description/network-description.ts";
import { BESU_VERSION_MIN } from "./besu-options.ts";

const HEADER = `# One city a host: « docker compose --profile VILLE up -d ». MAILLE_SOURCE names the checkout of Maille,
# MAILLE_DATABASE_PASSWORD the database's password. Host networking: a node answers under the addresses of its besu.toml.
`;
const STOP_GRACE = "60s";

/** The Compose file of a network: for each city its node, its database and its service, behind the city's profile. */
export function composeFile(name: string, cities: readonly DescribedCity[]): string {
  const services = Object.fromEntries(cities.flatMap(cityServices));
  const volumes = Object.fromEntries(cities.map(({ slug }) => [`database-${slug}`, {}]));
  return HEADER + stringify({ name: projectName(name), services, volumes }, { lineWidth: 0 });
}

function cityServices({ slug }: DescribedCity): [string, unknown][] {
  // A list of its own each time: YAML would write a shared one as an alias.
  const shared = () => ({ profiles: [slug], restart: "unless-stopped" });
  return [
    [
      `node-${slug}`,
      {
        ...shared(),
        network_mode: "host",
        image: `hyperledger/besu:${BESU_VERSION_MIN}`,
        working_dir: "/maille",
        volumes: [`./cities/${slug}:/maille`],
        command: ["--config-file=besu.toml"],
        stop_grace_period: STOP_GRACE,
      },
    ],
    [
      `database-${slug}`,
      {
        ...shared(),
        image: "postgres:18",
        environment: { POSTGRES_USER: "maille", POSTGRES_DB: "maille", POSTGRES_PASSWORD: "${MAILLE_DATABASE_PASSWORD:?}" },
        volumes: [`database-${slug}:/var/lib/postgresql`],
        ports: ["127.0.0.1:5432:5432"],
        stop_grace_period: STOP_GRACE,
      },
    ],
    [
      `city-${slug}`,
      {
        ...shared(),
        network_mode: "host",
        image: "node:24-bookworm-slim",
        working_dir: "/maille",
        env_file: [`./cities/${slug}/service.env`],
        volumes: ["${MAILLE_SOURCE:?}:/opt/maille:ro", `./cities/${slug}:/maille:ro`],
        command: ["node", "/opt/maille/ledger-service/src/main.ts"],
        depends_on: [`node-${slug}`, `database-${slug}`],
      },
    ],
  ];
}

/** Compose takes lower-case letters, digits, hyphens. */
function projectName(name: string): string {
  const plain = name.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return plain === "" ? "maille" : plain;
}
