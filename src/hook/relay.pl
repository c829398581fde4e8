# Countersign's hook without Node. Reads the agent's call on stdin, hands it to the editor window that owns the
# folder, prints what it is told and ends as it is told. It knows nothing of agents; all that is in the window.
# Exit code 10 means "go on" to the command line that calls it; everything else is a denial. A file that was cut off or
# falls through ends with another code.
# No modules, not even `strict`: loading one takes as long as everything else together. For the same reason what is
# seldom needed stands behind __END__ and is read when it is first called.
# Above this, the installer has written: our ($base, $app, @nodes). The extension's own plugin starts the file as it is.

our ($limit, $reply_limit, $longest) = (8 << 20, 1 << 20, 3_540_000);
my %arg = @ARGV;
our ($source, $own) = @arg{'--source', '--window'};
deny('The hook was called with incomplete arguments.') if @ARGV % 2;
$base //= $1 if $own =~ m{^(/.+)/run/[^/]+\z};
$app //= $0 =~ m{^(/.+)/} ? $1 : '';
@nodes = ($arg{'--node'}) unless @nodes;
deny('The hook was called without a known --source.') unless $source =~ /^[a-z][a-z0-9-]*\z/;

# The kernel's alarm is the watchdog: no clock that could jump moves it, and it outlives `exec`. The second one needs
# nothing of this program any more, for when not even the reason can be printed.
# The wish can only shorten the time: a hook that waits longer than its host lets the action run.
my $patience = $arg{'--patience'} =~ /^[1-9][0-9]{0,8}\z/ && $arg{'--patience'} < $longest ? $arg{'--patience'} : $longest;
$SIG{ALRM} = sub { $SIG{ALRM} = 'DEFAULT'; alarm(1); deny('Nobody answered in time.') };
$SIG{PIPE} = 'IGNORE';
alarm(int($patience / 1000) || 1);

our $call = '';
while (my $read = sysread(STDIN, $call, 65536, length $call) // deny('The call could not be read.')) {
  deny('The call is larger than a person could review.') if length $call > $limit;
}
deny('The agent sent no description of the call.') unless $call =~ /\S/;

my $left = alarm(0);
alarm($left || 1);
our $left_ms = $left * 1000 < $patience ? $left * 1000 || 1 : $patience;

# A key of the agent's own: inside a string its quotes would be escaped. It only chooses which window asks.
our $cwd = '';
if ($source =~ /^(?:cursor|cline|goose)-/) { $cwd = named_folder() }
elsif ($call =~ /"cwd"\s*:\s*"([^"\\\x00-\x1f]*)(.)/) { $cwd = $2 eq '"' ? $1 : named_folder() }

# INVARIANT: only a whole reply that says so becomes "go on".
our ($reply, $go_on) = ('', qq({"v":1,"type":"answer","stdout":"","stderr":"","exitCode":0}\n));
(my $payload = $call) =~ s/(["\\])/\\$1/g;
$payload = with_signs($payload) if $payload =~ /[\x00-\x1f]/;
for my $window (windows()) {
  my ($path, $token) = @$window;
  socket(my $socket, 1, 1, 0) or deny('No connection to the editor could be made.');
  connect($socket, $^O eq 'linux' ? pack('SZ*', 1, $path) : address($path)) or next;
  my $request = qq({"v":1,"type":"held","token":"$token","source":"$source",)
    . qq("payload":"$payload","cwd":"$cwd","patienceMs":$left_ms}\n);
  my $sent = syswrite($socket, $request);
  send_all($socket, substr($request, $sent)) if $sent != length $request;
  while (index($reply, "\n") < 0) {
    deny("The editor's reply was too large.") if length $reply > $reply_limit;
    sysread($socket, $reply, 65536, length $reply) or deny('The editor window closed before anybody answered.');
  }
  exit 10 if $reply eq $go_on;
  told($reply);
}
deny('The editor window does not answer. Reload the window, then try again.');

# Windows to ask, best first, each as [socket, token]. Here only what is usual: the one that runs the agent, or the only
# one there is, with an entry as it is written. Whatever is not so goes to every_window.
sub windows {
  my ($run, $entry, @names) = "$base/run";
  if ($own =~ m{^\Q$base\E/run/([^/]+)\z}) { @names = $1 }
  elsif (defined $base && opendir(FOLDER, $run)) { @names = grep /\.json\z/, readdir FOLDER }
  return every_window() if @names != 1 || !open(ENTRY, '<', "$run/$names[0]") || !sysread(ENTRY, $entry, 262_145);
  return $entry =~ /^\{"v":1,"pid":([1-9][0-9]*),"socket":"([^"\\]+)","token":"([\w-]+)","folders":\[(?:"[^\\\]]*")?\],"focusedAt":[0-9.]+\}\z/
    && kill(0, $1) ? [$2, $3] : every_window();
}

sub AUTOLOAD {
  my $name = our $AUTOLOAD;
  local $/;
  my $rest = <DATA>;
  if (!defined $rest || !eval "$rest; 1" || !defined &$name) {
    syswrite(STDERR, "Countersign stopped this action: its hook is damaged. Open VS Code once to repair it.\n");
    exit 2;
  }
  goto &$name;
}

__END__
our $text;
BEGIN { $text = qr/[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+/ }

# Some name the folder in a field of their own; where arguments of the tool have one of that name too, and another value,
# the folder that the hook was started in counts.
sub named_folder {
  my %fields = (cursor => 'workspace_roots', cline => 'workspaceRoots', goose => 'working_dir');
  my $field = $source =~ /^(cursor|cline|goose)-/ ? $fields{$1} : '';
  my %named = map { $_ => 1 } $field ? $call =~ /"$field"\s*:\s*\[?\s*"($text)"/g : ();
  return keys %named == 1 ? (keys %named)[0] : %named ? '' : $call =~ /"cwd"\s*:\s*"($text)"/ ? $1 : '';
}

sub with_signs {
  my ($string) = @_;
  $string =~ s/([\x00-\x1f])/sprintf '\\u%04x', ord $1/ge;
  return $string;
}

# struct sockaddr_un: BSD and macOS have a byte of length before a byte of family.
sub address { return pack($^O =~ /linux|solaris|cygwin/ ? 'SZ*' : 'xCZ*', 1, $_[0]) }

sub every_window {
  my @found = defined $base ? announced() : ();
  fall_back() unless @found;
  return map [plain($_->{socket}), $_->{token}], @found;
}

sub announced {
  if ($own =~ m{^\Q$base\E/run/[^/]+\z} and my $window = entry($own)) { return $window }
  opendir(my $run, "$base/run") or return $!+0 == 2 ? () : deny('The list of editor windows could not be read.');
  my @found = grep $_, map entry("$base/run/$_"), grep /\.json\z/, readdir $run;
  return @found if @found < 2;
  return ranked(@found);
}

# An announced window whose process runs; nothing for whatever else the file is.
sub entry {
  open(my $file, '<', $_[0]) or return;
  sysread($file, my $found, 262_145);
  $found =~ /^\{"v":1,"pid":([1-9][0-9]*),"socket":"($text)","token":"([\w-]+)","folders":\[((?:"$text",?)*)\],"focusedAt":([0-9.]+)\}\s*\z/
    or return;
  my $window = { pid => $1, socket => $2, token => $3, folders => $4, focused => $5 };
  # 1 is EPERM: it runs as somebody else.
  return kill(0, $window->{pid}) || $!+0 == 1 ? $window : undef;
}

sub send_all {
  my ($to, $bytes) = @_;
  my $done = 0;
  while ($done < length $bytes) {
    my $written = syswrite($to, $bytes, length($bytes) - $done, $done);
    if (defined $written) { $done += $written }
    # A pipe that is full; 11 and 35 are EAGAIN, 4 is EINTR. The alarm ends the waiting.
    elsif ($!+0 == 11 || $!+0 == 35 || $!+0 == 4) { select(undef, undef, undef, 0.005) }
    else { return 0 }
  }
  return 1;
}

# The closest owner of the folder first, then the last focus. Folders are compared by what they are, so links count.
sub ranked {
  my @found = @_;
  my ($at, $steps, %above) = (length $cwd ? plain($cwd) : '.', 0);
  while (my ($device, $inode) = stat $at) {
    last if exists $above{"$device $inode"};
    $above{"$device $inode"} = $steps++;
    $at .= '/..';
  }
  for my $window (@found) {
    $window->{distance} = 1e9;
    for my $folder ($window->{folders} =~ /"($text)"/g) {
      my ($device, $inode) = stat plain($folder) or next;
      my $distance = $above{"$device $inode"} // next;
      $window->{distance} = $distance if $distance < $window->{distance};
    }
  }
  return sort { $a->{distance} <=> $b->{distance} || $b->{focused} <=> $a->{focused} } @found;
}

# A reply with something to print, or one that denies.
sub told {
  my ($reply) = @_;
  $reply =~ /^\{"v":1,"type":"answer","stdout":"($text)","stderr":"($text)","exitCode":([02])\}\n\z/
    or deny($reply =~ /^\{"v":(?!1,)/
      ? 'The hook and the editor speak different versions of Countersign. Reload the editor window, then try again.'
      : "The editor's reply was not the JSON that was expected.");
  my ($stdout, $stderr, $code) = (plain($1), plain($2), $3);
  my $printed = send_all(*STDOUT, $stdout);
  deny($stderr =~ /\S/ ? $stderr : 'The action was denied.') if $code == 2;
  deny('The answer could not be handed to the agent.') unless $printed;
  exit 10;
}

# The text of a JSON string, in bytes.
sub plain {
  my ($string) = @_;
  my %sign = (n => "\n", t => "\t", r => "\r", b => "\b", f => "\f");
  $string =~ s/\\(?:u([0-9a-fA-F]{4})|(.))/defined $1 ? utf8_of(hex $1) : $sign{$2} || $2/ges;
  return $string;
}

sub utf8_of {
  my $sign = chr $_[0];
  utf8::encode($sign);
  return $sign;
}

# No window is open: the program that can judge by the policy alone runs in Node. It gets the call on its stdin.
sub fall_back {
  pipe(my $in, my $out) or deny('The policy could not be applied without an editor window.');
  my $writer = fork // deny('The policy could not be applied without an editor window.');
  if ($writer == 0) {
    # An open end of the agent's pipe would keep the agent waiting.
    close STDOUT;
    close STDERR;
    close $in;
    exit(send_all($out, $call) ? 0 : 2);
  }
  close $out;
  open(STDIN, '<&', $in) or deny('The policy could not be applied without an editor window.');
  deny('The hook is missing. Open VS Code once to repair it.') unless length $app && -r "$app/hook.js";
  # What an agent passes on may come from a repository, and would decide what Node runs.
  %ENV = (ELECTRON_RUN_AS_NODE => 1);
  my @rest = (defined $base ? ('--base', $base) : (), '--source', $source, '--patience', $left_ms > 3000 ? $left_ms - 1000 : $left_ms);
  for my $node (grep -x, @nodes) { exec { $node } $node, "$app/hook.js", @rest }
  deny('There is no program to run the hook. Open VS Code once to repair it.');
}

sub deny {
  my ($reason) = @_;
  $reason = "Countersign stopped this action. $reason" unless $reason =~ /^Countersign/;
  $reason =~ s/\n?\z/\n/;
  send_all(*STDERR, $reason);
  exit 2;
}
