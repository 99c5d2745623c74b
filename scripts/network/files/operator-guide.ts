import type { DescribedCity, NetworkDescription } from "../description/network-description.ts";
import { faultsBorne, quorumOf } from "../quorum.ts";
import { BESU_VERSION_MIN } from "./besu-options.ts";
import { hostFolder } from "./systemd-units.ts";

/** README.md of a city's folder, for the person who keeps its node running. */
export function operatorGuide(city: DescribedCity, network: NetworkDescription): string {
  return [heading(city, network), install(city), watch(city, network), stall(network), standsStill(), wiped(network), keys(city)].join("\n");
}

function heading(city: DescribedCity, { name, chainId, cities }: NetworkDescription): string {
  return `# Nœud de ${city.name}

Ce dossier est celui d’une seule ville. Il sert à faire tourner le nœud de ${city.name} dans le réseau « ${name} »
(numéro de chaîne ${chainId}, ${cities.length} villes). Personne d’autre que votre ville n’a besoin de votre clé.

| fichier | rôle |
|---|---|
| \`besu.toml\` | réglages du nœud |
| \`genesis.json\` | premier bloc, le même pour toutes les villes; ne le modifiez jamais |
| \`static-nodes.json\` | adresses des nœuds des autres villes |
| \`node.key\` | clé privée du nœud, à vous seuls (lecture réservée au compte « maille ») |
| \`service.env\`, \`cities.json\` | réglages du service de la ville; les valeurs vides sont à remplir |
| \`maille-node.service\`, \`maille-city.service\` | unités systemd |
| \`data/\` | les blocs; se refait à partir des autres villes |
`;
}

function install({ slug, host, p2pPort, rpcHost, rpcPort }: DescribedCity): string {
  const folder = hostFolder(slug);
  return `## Partir, arrêter

Il faut Besu ${BESU_VERSION_MIN} ou plus récent dans \`/opt/besu\`, Java 21 ou plus récent, et le compte système « maille ».

1. Copiez ce dossier dans \`${folder}\`, puis \`mkdir -p ${folder}/data && chown -R maille: ${folder}\`.
2. Si \`node.key\` n’y est pas, placez-y la clé de votre ville, puis \`chmod 600 ${folder}/node.key\`.
3. \`cp ${folder}/maille-*.service /etc/systemd/system/ && systemctl daemon-reload\`
4. \`systemctl enable --now maille-node\`, puis, quand le réseau est fondé, \`systemctl enable --now maille-city\`.

Avec Compose plutôt : \`docker compose --profile ${slug} up -d\` depuis le dossier du réseau.

Ouvrez le port ${p2pPort} (TCP) de ${host} aux seules autres villes, par le réseau privé (VPN). Le port ${rpcPort} de
${rpcHost} ne sert qu’à votre service : jamais sur Internet.

Pour arrêter : \`systemctl stop maille-city maille-node\`. Un nœud seul peut s’arrêter à toute heure, le réseau continue.
**N’arrêtez jamais toutes les villes au même instant** : une fois sur deux, un nœud garde un bloc que les autres n’ont
pas, et rien ne repart. Pour un arrêt de toutes, convenez d’un ordre (voir « Arrêt de toutes »).
`;
}

function watch({ rpcHost, rpcPort }: DescribedCity, { cities, blockPeriodSeconds }: NetworkDescription): string {
  const n = cities.length;
  const alarmAt = Math.min(2, faultsBorne(n));
  return `## Quoi surveiller

- **Âge du dernier bloc.** Un bloc toutes les ${blockPeriodSeconds} s. Quelques secondes de plus : un nœud lent, rien à faire.
- **Villes présentes.** Un bloc demande ${quorumOf(n)} sceaux sur ${n} : ${villes(faultsBorne(n))} au plus peuvent manquer.
  Appelez les autres opérateurs dès que **${villes(alarmAt)}** manquent.
- **Pairs de votre nœud.** Il en attend ${n - 1}. Moins de la moitié pendant cinq minutes : regardez le réseau privé.
- **Disque.** Gardez 30 % libres. Un disque plein arrête le nœud.
- **Horloge.** NTP actif; un écart de plus d’une seconde ralentit tout le monde.

Le nombre de pairs et le dernier bloc, sur place :

    curl -s -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"net_peerCount","params":[]}' http://${rpcHost}:${rpcPort}
    curl -s -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}' http://${rpcHost}:${rpcPort}
`;
}

function stall({ cities, requestTimeoutSeconds }: NetworkDescription): string {
  const n = cities.length;
  return `## Si plus aucun bloc ne vient

Chaque tour sans bloc double l’attente du suivant : ${requestTimeoutSeconds} s, ${2 * requestTimeoutSeconds} s, ${4 * requestTimeoutSeconds} s… Après dix tours, plus d’une heure.

1. **Comptez les villes présentes.** Moins de ${quorumOf(n)} : le réseau attend, c’est voulu, rien n’est perdu. Ramenez les
   nœuds arrêtés.
2. **Elles sont revenues et rien ne repart après deux minutes** : chaque nœud attend la fin de son propre tour. Convenez
   d’une heure et **redémarrez tous les nœuds ensemble** (\`systemctl restart maille-node\`). Le premier bloc vient en une
   demi-minute environ, au lieu de deux minutes et plus.
3. **Rien non plus** : comparez la hauteur de chaque nœud. Si l’un d’eux a un bloc de plus que tous les autres, arrêtez
   tous les nœuds, copiez le dossier \`data/\` de ce nœud chez les autres (la clé n’y est pas), puis repartez.

### Arrêt de toutes

${villes(faultsBorne(n) + 1)} s’arrêtent d’abord, ensemble : les blocs cessent. Trois secondes plus tard, toutes les autres.
Au retour, l’ordre n’importe pas.
`;
}

function standsStill(): string {
  return `## Nœud qui répond sans avancer

Sa hauteur reste la même pendant que les autres avancent, et son journal répète « Queue size exceeded » : il s’est bloqué
lui-même, ce qui arrive quand sa machine est restée trop occupée. Redémarrez-le seul (\`systemctl restart maille-node\`) : il
rattrape les autres en quelques secondes. Pendant ce temps, le service de la ville interroge les nœuds des autres villes.
`;
}

function wiped({ cities }: NetworkDescription): string {
  const n = cities.length;
  return `## Nœud effacé

Un dossier \`data/\` perdu se refait seul : effacez-le, redémarrez, le nœud reprend tout chez les autres puis scelle de
nouveau. **Jamais plus de ${villes(Math.ceil(n / 3) - 1)} à la fois** : qu’un tiers du réseau ait tout oublié en même temps, et
l’histoire n’est plus tenue par assez de villes. Attendez que l’une soit revenue à la hauteur des autres avant la suivante.

**Jamais** deux nœuds avec la même clé, même un instant : si vous déplacez le nœud, arrêtez l’ancien d’abord.
`;
}

function keys({ name }: DescribedCity): string {
  return `## Clés

- **Sauvegardez** \`node.key\` et \`service-keys.sealed.json\` hors de cette machine, chiffrés, à deux endroits, et essayez une
  fois par an de les relire. Les blocs, eux, n’ont pas besoin de sauvegarde.
- **En production, la clé du nœud va dans un module matériel (HSM)** : retirez la ligne \`node-private-key-file\` de
  \`besu.toml\` et ajoutez \`security-module\` avec le nom du module installé dans Besu. La clé n’est alors plus un fichier.
- **Clé perdue ou vue par d’autres** : démarrez un second nœud avec une clé neuve et un dossier \`data/\` vide, sur d’autres
  ports; il suit les blocs sans sceller. La personne déléguée de ${name} propose cette clé dans la salle du conseil. Dès le bloc
  qui suit l’exécution du vote, la nouvelle clé scelle et l’ancienne non : arrêtez alors l’ancien nœud.
`;
}

const villes = (count: number): string => `${count} ${count > 1 ? "villes" : "ville"}`;
