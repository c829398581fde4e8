/** Ways into and out of this machine, and servers, as data. */
import { commandText, note } from "../../shell/run.ts";
import { unknownText } from "../../text.ts";
import { query } from "../cloud/verbs.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given } from "../table.ts";

const tunnel = does("opens-tunnel");

/** A terminal in a web page: whoever finds it has the program that is named. */
const webTerminal: Spec = {
  options:
    "p,port=text i,interface=text c,credential=text u=text g=text W,writable w=text b=text t,client-option=text o,once R,readonly a address=text config=script permit-write",
  operands: "command",
  noHelp: true,
  byHand: (call, args) => {
    note(call, "opens-remote-shell", { target: commandText(args.operands) });
    return { value: "", fromShell: true };
  },
};

const shares = does("opens-remote-shell");

/** Looks, else opens. */
const network = (read: string, more: Spec["sub"] = {}): Spec =>
  choose({ ...each(query, read), ...more }, "prints", { otherwise: "opens-tunnel" });

const server = does(
  "starts-service",
  "v!prints V!prints t!reads-files T!reads-files configtest!reads-files c=read f=text g=text p=text",
);

const shellName = /(?:^|\/)(?:ba|z|k|c|tc|da|fi|a)?sh$/;

/** Starts a program for each connection: a shell then belongs to whoever connects. */
const listener = (options: string, operands = "command"): Spec => ({
  options,
  operands,
  noHelp: true,
  byHand: (call, args) => {
    const login = args.options.get("l") ?? args.options.get("L");
    const program = args.rest[0] ?? login;
    const isShell = shellName.test(program?.value ?? "");
    note(call, isShell ? "opens-remote-shell" : "opens-tunnel", { target: commandText(call.words) });
    if (!isShell && args.rest.length > 0) call.run.engine.invoke({ ...call, words: args.rest });
    return unknownText;
  },
});

export const tunnels: Table = {
  "systemd-socket-activate": listener(
    "l,listen=text a,accept inetd d,datagram seqpacket E,setenv=text fdname=text now",
  ),
  ...each(
    listener("c=text u=text g=text b=text x=read q Q v p h H r R l=text t=text i=text D o d 1", "text text command"),
    "tcpserver tcpsvd udpsvd",
  ),
  ...each(
    listener("l=text L=text p=text b=text f=text K F i w=text S D=text a=text X=text"),
    "telnetd in.telnetd rlogind in.rlogind rshd in.rshd inetutils-telnetd",
  ),
  ...each(
    tunnel,
    "localtunnel lt bore frpc frps chisel sshuttle gost openconnect zerotier-one iodine dnscat2 ptunnel stunnel hans inlets pagekite playit zrok ligolo-ng revsocks proxytunnel corkscrew rathole",
  ),
  autossh: { ...tunnel, options: "M=text f" },
  ngrok: network("version config help diagnose", { api: query, update: "installs-package" }),
  cloudflared: network("version", {
    tunnel: choose(
      { ...each(query, "list info"), delete: "destroys-infrastructure", login: "creates-credential" },
      "prints",
      {
        otherwise: "opens-tunnel",
        options:
          "url=text!opens-tunnel hostname=text!opens-tunnel hello-world!opens-tunnel unix-socket=text!opens-tunnel config=read loglevel=text name=text",
      },
    ),
    update: "installs-package",
  }),
  tailscale: network("status ip version netcheck ping whois metrics dns", {
    ...each("ends-processes", "down logout"),
    file: choose({ cp: "sends-outward", get: "fetches-network" }),
    set: "changes-access",
    login: "creates-credential",
  }),
  "zerotier-cli": network("info status listpeers peers listnetworks"),
  wg: choose(
    {
      show: query,
      showconf: "reads-secret",
      ...each("creates-credential", "genkey genpsk pubkey"),
      ...each("opens-tunnel", "set setconf addconf syncconf"),
    },
    "prints",
  ),
  "wg-quick": tunnel,
  openvpn: {
    rule: "opens-tunnel",
    options: "up=program down=program route-up=program plugin=program config=script",
    operands: "text*",
  },
  ...each(
    { operands: "command", rule: "contacts-network", options: "f=script q" },
    "proxychains proxychains4 torsocks torify tsocks",
  ),
  ...each(webTerminal, "ttyd gotty wetty shellinaboxd"),
  ...each(shares, "tmate upterm sshx teleconsole warp"),
  ...each(
    server,
    "httpd apache2 lighttpd mysqld mariadbd postgres redis-server valkey-server mongod memcached dockerd containerd httpserver http-server serve live-server json-server browser-sync gunicorn uvicorn hypercorn daphne waitress-serve streamlit jupyter-notebook jupyter-lab php-fpm haproxy smbd vsftpd celery flower puma unicorn thin rqworker sidekiq mosquitto rabbitmq-server elasticsearch opensearch kibana grafana-server prometheus alertmanager minio localstack verdaccio registry dnsmasq named bind squid tinyproxy privoxy tor i2pd transmission-daemon syncthing x11vnc vncserver Xvnc xrdp rserver plumber tensorboard vllm llama-server text-generation-launcher gradio chainlit",
  ),
  nginx: {
    options: "t!reads-files T!reads-files v!prints V!prints s=text!ends-processes c=read p=dir g=text q",
    operands: "text*",
    rule: "starts-service",
  },
  ...each(
    { options: "t!reads-files T!reads-files f=read p=text D d o=text", operands: "text*", rule: "opens-tunnel" },
    "sshd dropbear code-server",
  ),
  apachectl: choose(
    {
      ...each("reads-files", "configtest status fullstatus"),
      start: "starts-service",
      ...each("ends-processes", "stop restart graceful graceful-stop"),
    },
    "prints",
    { options: "t!reads-files S!reads-files M!reads-files v!prints k=text!ends-processes" },
  ),
  caddy: choose({
    ...each("reads-files", "validate adapt"),
    fmt: "writes-in-workspace",
    ...each({}, "version list-modules build-info environ"),
    ...each("starts-service", "run start file-server reverse-proxy respond"),
    ...each("ends-processes", "stop reload"),
    trust: "weakens-protection",
    ...each("installs-package", "add-package upgrade"),
  }),
  traefik: choose({ ...each({}, "version healthcheck") }, "starts-service", { otherwise: "starts-service" }),
  ollama: choose({
    ...each(query, "list ls ps show"),
    ...each("installs-package", "pull create"),
    push: "publishes-release",
    rm: "removes-package",
    cp: "changes-data",
    serve: "starts-service",
    run: "runs-built-program",
    stop: "ends-processes",
    signin: "creates-credential",
  }),
  flask: choose(
    { run: "starts-service", routes: "runs-project-task", shell: "runs-inline-code", db: "changes-data" },
    "prints",
    { otherwise: "runs-project-task", options: "app=text A=text e=read" },
  ),
  jupyter: choose(
    {
      ...each({}, "kernelspec --paths troubleshoot"),
      list: query,
      nbconvert: { ...does("runs-project-task"), options: "execute to=text output=write" },
      ...each("starts-service", "notebook lab server console qtconsole"),
      labextension: choose({ list: {} }, "prints", { otherwise: "installs-package" }),
      trust: "changes-access",
    },
    "prints",
    { otherwise: "starts-service" },
  ),
  ...each(
    by(
      (_call, args) => (given(args, "s", "scripts", "r") ? "runs-hidden-program" : "opens-tunnel"),
      "s,scripts=script p=text r=read w=write m=text",
    ),
    "mitmproxy mitmdump mitmweb",
  ),
};
