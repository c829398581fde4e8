/** Desktop programs, the clipboard, pictures of the screen and debuggers, as data. */
import { note } from "../../shell/run.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, does, each, given } from "../table.ts";
import { judgeDebugger } from "./editorCommands.ts";

/** What the clipboard holds may be a password; putting something there only shares it on this machine. */
const clipboard = (reading: readonly string[]): Spec => ({
  options:
    "o,out,output i,in,input s,selection=text selection=text b p,primary n t=text d=text k c,clear filter f x paste copy",
  operands: "text*",
  more: (call, args) => {
    note(call, given(args, ...reading) ? "reads-secret" : "prints", { target: "the clipboard" });
    return undefined;
  },
});

const gdb: Spec = {
  options:
    "ex,eval-command=text iex=text ix=script init-eval-command=text x,command=script p,pid=text c,core=read batch nx q args cd=dir d=dir s=read e=text",
  operands: "read*",
  style: "single-dash",
  rule: "runs-hidden-program",
  more: judgeDebugger,
};

export const desktop: Table = {
  ...each(
    does("opens-program"),
    "open xdg-open gnome-open kde-open wslview start firefox chrome google-chrome google-chrome-stable chromium chromium-browser brave safari microsoft-edge nautilus dolphin thunar nemo explorer Xcode xed say espeak afplay aplay mpv vlc mplayer ffplay feh eog evince okular zathura automator shortcuts xdotool ydotool wtype cliclick wmctrl i3-msg swaymsg hyprctl gtk-launch dex x-www-browser sensible-browser wireshark xterm gnome-terminal konsole alacritty kitty wezterm ghostty rofi dmenu zenity kdialog yad dialog whiptail ranger nnn lf yazi vifm gimp inkscape",
  ),
  ...each({ ...does("opens-program"), options: "convert-to=text outdir=dir headless" }, "libreoffice soffice"),
  ...each(
    "reads-secret",
    "pbpaste wl-paste screencapture scrot gnome-screenshot grim maim flameshot spectacle imagesnap fswebcam arecord parecord",
  ),
  ...each(clipboard(["o"]), "xclip"),
  ...each(clipboard(["o", "paste"]), "xsel clip clipboard"),
  ...each({ operands: "text*" }, "pbcopy wl-copy"),
  ...each(gdb, "gdb gdb-multiarch cgdb"),
  lldb: { ...gdb, options: "o,one-line=text O=text s,source=script p=text n=text b c=read" },
  ...each("runs-hidden-program", "rr radare2 r2 frida frida-trace edb py-spy austin rbspy"),
  thefuck: "hidden-command",
  ...each(
    choose(
      {
        ...each({}, "query list status diff managed unmanaged data doctor cat source-path dump ignored verify"),
        ...each("writes-outside-workspace", "apply update init add re-add forget destroy purge edit import remove"),
      },
      "prints",
    ),
    "chezmoi zoxide yadm",
  ),
  atuin: choose({
    ...each("reads-secret", "search history"),
    ...each("sends-outward", "sync push register"),
    ...each({}, "stats status info uuid init"),
    login: "creates-credential",
  }),
  ...each({}, "starship oh-my-posh pygmentize mesg"),
};
