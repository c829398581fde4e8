/** Virtual machines, local clusters, registries of images and scanners, as data. */
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each } from "../table.ts";
import { execInContainer } from "./containers.ts";
import { query } from "./verbs.ts";

const uses = does("uses-containers");
const destroys = does("destroys-infrastructure");

const machine = choose({
  ...each(
    query,
    "list ls info status show ip profile get version global-status find snapshots ssh-config addons images url docker-env config service logs",
  ),
  ...each(
    "uses-containers",
    "create start up stop halt suspend resume pause unpause restart reload launch shell-start mount copy cp image load import provision set box enable cluster node use",
  ),
  ...each("destroys-infrastructure", "delete rm remove destroy purge unmount prune"),
  ...each(
    {
      operands: "text command",
      rule: "uses-containers",
      byHand: execInContainer.byHand as NonNullable<Spec["byHand"]>,
    },
    "exec shell ssh",
  ),
  ...each("opens-tunnel", "tunnel dashboard"),
  ...each("opens-program", "console"),
});

const registry = choose({
  ...each(does("contacts-network"), "inspect list-tags ls tags manifest digest catalog config blob repo validate"),
  ...each("publishes-release", "copy cp sync push append mutate tag attach"),
  ...each("destroys-infrastructure", "delete"),
  ...each("fetches-network", "pull export fetch discover"),
  login: "creates-credential",
  auth: "creates-credential",
  logout: "changes-access",
  version: {},
});

export const machines: Table = {
  ...each(registry, "crane regctl oras regclient"),
  skopeo: choose(
    {
      ...registry.sub,
      ...each(
        by(
          (_call, args) =>
            /^(?:docker-archive|oci|oci-archive|dir|containers-storage|sif|tarball):/.test(
              args.operands.at(-1)?.value ?? "",
            )
              ? "reads-files"
              : "contacts-network",
          "config raw format=text",
        ),
        "inspect list-tags",
      ),
    },
    "prints",
  ),
  ...each(
    machine,
    "minikube kind k3d lxc incus limactl colima multipass vagrant orb orbctl docker-machine prlctl vmrun kwok machinectl microk8s",
  ),
  ...each(
    choose({ list: query, showvminfo: query }, "prints", { otherwise: "uses-containers" }),
    "vboxmanage VBoxManage",
  ),
  ...each(
    {
      options: "c,connect=text",
      sub: {
        ...each(query, "list dominfo domstate nodeinfo version pool-list net-list vol-list dumpxml"),
        ...each("destroys-infrastructure", "destroy undefine vol-delete pool-destroy"),
      },
      otherwise: "uses-containers",
    },
    "virsh",
  ),
  dive: query,
  ...each(does("contacts-network"), "trivy grype syft dockle clair snyk cosign"),
  "docker-credential-helper": "reads-secret",
  toolbox: choose({ list: query, ...each(uses, "create enter run"), ...each(destroys, "rm rmi") }),
  distrobox: choose({ list: query, ...each(uses, "create enter upgrade stop"), rm: destroys }),
};
