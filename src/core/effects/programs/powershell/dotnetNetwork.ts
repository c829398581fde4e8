/** .NET types that reach a network. What they read is not to be trusted, what they are given leaves the machine. */
import { flatMarks, objectOf, unknown, type Value } from "../../shell/powershell/values.ts";
import { note, rememberFile } from "../../shell/run.ts";
import { hole, marked } from "../../text.ts";
import type { Methods } from "./dotnet.ts";
import type { MemberCall, Rule } from "./member.ts";
import { usePath } from "./providers.ts";
import { contact } from "./web.ts";

const fetches: Rule = ({ call, owner, args: [address] }) => {
  contact(call, address ?? owner, [], false);
  return { value: hole, remote: true };
};

const downloads: Rule = ({ call, args: [address, file] }) => {
  contact(call, address, [], false);
  usePath(call, file ?? unknown, "write");
  if (file) rememberFile(call, file.value, { value: hole, remote: true });
  return unknown;
};

const sends: Rule = ({ call, owner, args: [address, ...rest] }) => {
  contact(call, address, [...rest, owner], true);
  return { value: hole, remote: true };
};

const uploadsFile: Rule = ({ call, args }) => {
  const [address, ...rest] = args;
  const read = usePath(call, rest.at(-1) ?? unknown, "read");
  contact(call, address, [read, ...rest], true);
  return { value: hole, remote: true };
};

/** What goes into a stream that leads to the network. */
const writes: Rule = ({ call, owner, args }) => {
  const given = flatMarks(args);
  if (given.fromShell) note(call, "opens-remote-shell");
  if (given.secret) note(call, "sends-secret", { target: "the network" });
  else if (owner?.remote) note(call, "sends-outward", { target: "a connection" });
  return unknown;
};

const stream: Methods = {
  write: writes,
  writeline: writes,
  send: writes,
  sendto: writes,
  sendasync: writes,
  writeasync: writes,
  writebyte: writes,
  copyto: writes,
};

const connects: Rule = ({ call, args }) => {
  const [host, port] = args;
  contact(call, host, args, true);
  return {
    ...marked(`${host?.value ?? hole}:${port?.value ?? hole}`, args),
    remote: true,
    type: "net.sockets.tcpclient",
  };
};

const client: Methods = {
  connect: connects,
  connectasync: connects,
  beginconnect: connects,
  getstream: ({ owner }) => ({ ...marked(hole, [owner]), remote: true, type: "net.sockets.networkstream" }),
  ...stream,
  close: "pure",
  dispose: "pure",
};

const listener: Methods = {
  start: "opens-tunnel",
  "*": ({ owner }) => ({ ...marked(hole, [owner]), remote: true, type: "net.sockets.tcpclient" }),
};

/** A client is only told where to go later; one made with an address goes at once. */
const madeClient: Rule = (member: MemberCall) =>
  member.args.length >= 2
    ? (connects as (member: MemberCall) => Value)(member)
    : { ...objectOf("net.sockets.tcpclient"), remote: true };

const looksUp: Rule = ({ call, args: [host] }) => {
  note(call, host?.secret ? "sends-secret" : "contacts-network", { target: host?.value });
  return { value: hole, remote: true };
};

const webClient: Methods = {
  downloadstring: fetches,
  downloaddata: fetches,
  openread: fetches,
  downloadstringtaskasync: fetches,
  downloaddatataskasync: fetches,
  downloadfile: downloads,
  downloadfileasync: downloads,
  downloadfiletaskasync: downloads,
  uploadstring: sends,
  uploaddata: sends,
  uploadvalues: sends,
  uploadstringasync: sends,
  uploadfile: uploadsFile,
  uploadfileasync: uploadsFile,
  openwrite: sends,
};

const httpClient: Methods = {
  getasync: fetches,
  getstringasync: fetches,
  getbytearrayasync: fetches,
  getstreamasync: fetches,
  getfromjsonasync: fetches,
  postasync: sends,
  putasync: sends,
  patchasync: sends,
  deleteasync: sends,
  sendasync: sends,
  send: sends,
};

const request: Methods = {
  getresponse: fetches,
  getresponseasync: fetches,
  begingetresponse: fetches,
  getrequeststream: ({ call, owner }) => {
    contact(call, owner, [], true);
    return { ...marked(hole, [owner]), remote: true, type: "net.sockets.networkstream" };
  },
};

const made: Rule = ({ args: [address] }) => ({ ...(address ?? unknown), type: "net.webrequest" });

export const networkTypes: Readonly<Record<string, Methods>> = {
  "net.webclient": { new: () => objectOf("net.webclient") },
  "net.http.httpclient": { new: () => objectOf("net.http.httpclient") },
  "net.webrequest": { create: made, createhttp: made },
  "net.httpwebrequest": { create: made, createhttp: made },
  "net.ftpwebrequest": { create: made },
  "net.dns": { "*": looksUp, gethostname: "pure" },
  "net.sockets.tcpclient": { new: madeClient },
  "net.sockets.udpclient": { new: madeClient },
  "net.sockets.socket": { new: () => ({ ...objectOf("net.sockets.tcpclient"), remote: true }) },
  "net.sockets.tcplistener": {
    new: () => objectOf("net.sockets.tcplistener"),
    create: () => objectOf("net.sockets.tcplistener"),
  },
  "net.httplistener": { new: () => objectOf("net.sockets.tcplistener") },
  "net.websockets.clientwebsocket": { new: () => ({ ...objectOf("net.sockets.tcpclient"), remote: true }) },
  "net.security.sslstream": { new: ({ args }) => ({ ...marked(hole, args), type: "net.sockets.networkstream" }) },
  "net.mail.smtpclient": { new: ({ args: [host] }) => ({ ...(host ?? unknown), type: "net.mail.smtpclient" }) },
  "net.networkinformation.ping": { new: () => objectOf("net.networkinformation.ping") },
  "net.networkinformation.networkinterface": { "*": "pure" },
  "net.networkinformation.ipglobalproperties": { "*": "pure" },
  "io.pipes.namedpipeclientstream": { new: "contacts-network" },
  "io.pipes.namedpipeserverstream": { new: "opens-tunnel" },
  "io.ports.serialport": { new: "contacts-network" },
};

const mailer: Rule = ({ call, owner, args }) => {
  contact(call, owner, args, true);
  return unknown;
};

export const networkObjects: Readonly<Record<string, Methods>> = {
  "net.webclient": webClient,
  "net.http.httpclient": httpClient,
  "net.webrequest": request,
  "net.sockets.tcpclient": client,
  "net.sockets.networkstream": stream,
  "net.sockets.tcplistener": listener,
  "net.mail.smtpclient": { send: mailer, sendmailasync: mailer, sendasync: mailer },
  "net.networkinformation.ping": { "*": looksUp },
  "io.streamwriter": stream,
};
