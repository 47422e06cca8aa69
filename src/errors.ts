/**
 * The catalogue: every error that a user can meet, with its code, the sentence and the next action. `docs/errors.md` is
 * generated from it. Codes never change their meaning. `{name}` stands for a value given when it is thrown.
 */
export const catalogue = {
  'document-missing': {
    exit: 2,
    sentence: '{path} does not exist.',
    next: 'Check the path; `ls {folder}` shows what is there.',
  },
  'document-is-folder': {
    exit: 2,
    sentence: '{path} is a folder, not a document.',
    next: 'Name the Markdown file in it; `ls {path}` shows what is there.',
  },
  'document-not-a-file': {
    exit: 2,
    sentence: '{path} is {kind}, not a regular file.',
    next: 'Write its content to a file and name that; a run must be able to read its document again.',
  },
  'document-unreadable': {
    exit: 2,
    sentence: '{path} cannot be read: {reason}.',
    next: 'Check who may read it with `ls -ld {path}`.',
  },
  'document-empty': {
    exit: 2,
    sentence: '{path} is empty.',
    next: 'Name a Markdown document with boxes, commands or numbered steps.',
  },
  'document-binary': {
    exit: 2,
    sentence: '{path} is not text: {reason}.',
    next: 'Name a Markdown document; save it as UTF-8 if it is written in another encoding.',
  },
  'document-too-large': {
    exit: 2,
    sentence: '{path} has {bytes} bytes; a document may have {limit}.',
    next: 'Split it: no team follows a checklist of that length in one run.',
  },
  'document-too-long': {
    exit: 2,
    sentence: '{path} has {lines} lines; a document may have {limit}.',
    next: 'Split it: no team follows a checklist of that length in one run.',
  },
  'document-is-store': {
    exit: 2,
    sentence: "{path} belongs to Holdpoint's own store; it is not a document.",
    next: 'Name the Markdown file that you want to run; `holdpoint runs` lists the runs in the store.',
  },
  'no-steps': {
    exit: 2,
    sentence: '{path} has no steps: {found}.',
    next: 'Holdpoint looks for boxes (`- [ ] …`), numbered steps and fences of shell commands; `holdpoint inspect {path}` shows how each line was read.',
  },
  'line-without-statement': {
    exit: 2,
    sentence: 'No statement of {path} stands at or below line {line}.',
    next: '`holdpoint inspect {path}` shows the lines of what runs.',
  },
  'line-without-question': {
    exit: 2,
    sentence: 'No step of {path} stands at or below line {line}.',
    next: '`holdpoint inspect {path}` shows the lines of the steps.',
  },
  'measure-unknown': {
    exit: 2,
    sentence: 'Nothing in {path} that could get worse is called “{measure}”.',
    next: 'Name words of an expectation, a measure in a table, a check, or a condition for going back, as the document writes them; `holdpoint inspect {path}` shows them.',
  },
  'run-missing': {
    exit: 2,
    sentence: 'There is no run {run} here.',
    next: '`holdpoint runs` lists the runs of this folder; `--store` names another one.',
  },
  'run-moving': {
    exit: 5,
    sentence: 'Run {run} kept changing while a command for it was decided ({times} times).',
    next: 'Repeat the command; `holdpoint status {run}` shows who else acts on it.',
  },
  'yaml-unreadable': {
    exit: 2,
    sentence: '{path} cannot be read: {reason}.',
    next: 'Check who may read it with `ls -l {path}`.',
  },
  'yaml-invalid': {
    exit: 2,
    sentence: '{path}:{line}: found {found}, expected {expected}.',
    next: '{remedy}',
  },
  'environment-unknown': {
    exit: 2,
    sentence: 'There is no environment {environment} in {path}.',
    next: '{known}',
  },
  'answer-not-offered': {
    exit: 2,
    sentence: '{path}:{line}: answers {option} to a question that offers {offered} ({question}).',
    next: 'Choose one of the options that are offered, or match the question more narrowly with `match` or `line`.',
  },
  'input-not-in-document': {
    exit: 2,
    sentence: '{path} has no input {name}.',
    next: 'Its inputs are: {known}.',
  },
  'anchor-no-commit': {
    exit: 2,
    sentence: '{cwd} is in no git work tree with a commit, so there is nothing to write a note on.',
    next: 'Run it in the repository that was released, or leave `--anchor git` out.',
  },
  'anchor-refused': {
    exit: 2,
    sentence: 'git does not take a note on commit {commit}: {reason}.',
    next: 'Mend what git says (`git notes --ref=holdpoint list` must work, `git config user.email` must be set), and repeat.',
  },
  'anchor-openssl': {
    exit: 2,
    sentence: 'openssl is not installed, and time stamps are asked for and checked with it.',
    next: 'Install openssl (on Debian: `apt-get install openssl`), or anchor the run with `--anchor git`.',
  },
  'anchor-tsa-missing': {
    exit: 2,
    sentence: '{path} names no authority for time stamps.',
    next: 'Write `anchors: { tsa: https://tsa.example.org, ca: tsa-ca.pem }` into it, or anchor the run with `--anchor git`.',
  },
  'anchor-tsa': {
    exit: 2,
    sentence: 'The authority at {url} gave no time stamp: {reason}.',
    next: 'Look at the address under `anchors` in holdpoint.yaml, and repeat; nothing was kept.',
  },
  'anchor-none': {
    exit: 2,
    sentence: '{file} holds no anchor of run {run}.',
    next: 'Give a mail that Holdpoint sent about this run, as it was received, or any text with its `Holdpoint-Run:` line.',
  },
  'secret-in-text': {
    exit: 2,
    sentence: 'The text holds the value of {input}, which is secret and would stand in the record.',
    next: 'Write the variable {input} in its place: the command gets the value from its environment.',
  },
  'bundle-not-empty': {
    exit: 2,
    sentence: 'The folder {folder} is not empty; a record and its proof are written into a folder of their own.',
    next: 'Name a new folder; verify the one that is there with `holdpoint verify {folder}`.',
  },
  'key-too-open': {
    exit: 2,
    sentence: 'The key {file} can be read by others (mode {mode}): what it signs proves nothing.',
    next: 'Close it with `chmod 600 {file}`; if others may have copied it, move it away, and the next run makes a new one.',
  },
  'key-unreadable': {
    exit: 2,
    sentence: 'The key {file} cannot be read: {reason}.',
    next: 'Make it yours (`ls -l {file}`), or name another with HOLDPOINT_KEY.',
  },
  'key-invalid': {
    exit: 2,
    sentence: '{file} is no key that Holdpoint can sign with: found {found}, expected an Ed25519 private key in PEM.',
    next: 'Move it away, and the next run makes a new one; or name another with HOLDPOINT_KEY.',
  },
  'key-missing': {
    exit: 2,
    sentence: 'HOLDPOINT_KEY names {file}, which is not there and cannot be made: {reason}.',
    next: 'Name a file in a folder that you can write to, or leave HOLDPOINT_KEY out.',
  },
  'key-unwritable': {
    exit: 2,
    sentence: 'No key can be kept in {file}, so answers are recorded without a signature: {reason}.',
    next: 'Name a file in a folder that you can write to with HOLDPOINT_KEY.',
  },
  'journal-newer': {
    exit: 2,
    sentence: 'The journal of run {run} was written by a newer Holdpoint: event {seq} holds {found}.',
    next: 'Use that version or a newer one for this run; `holdpoint --version` shows which one this is. Nothing was changed.',
  },
  'journal-conflict': {
    exit: 5,
    sentence: 'Run {run} has moved on: expected its last event to be {expected}, it is {actual}.',
    next: 'Read the run again and repeat; `holdpoint status {run}` shows where it is.',
  },
  'lease-lost': {
    exit: 3,
    sentence: 'Run {run} is driven by another process ({holder}).',
    next: 'Watch it with `holdpoint status {run}`; ticking, answering and pausing work from here.',
  },
  'command-unknown': {
    exit: 2,
    sentence: 'There is no command `{name}`.{suggestion}',
    next: '`holdpoint help` lists the commands.',
  },
  'option-unknown': {
    exit: 2,
    sentence: 'There is no option `{name}`.{suggestion}',
    next: '`{help}` lists the options.',
  },
  'option-incomplete': {
    exit: 2,
    sentence: '`{name}` needs a value.',
    next: '`{help}` shows an example.',
  },
  'option-number': {
    exit: 2,
    sentence: '`{option}` takes a whole number from 1 on, not `{value}`.',
    next: 'Give a number; `holdpoint inspect FILE` shows line numbers.',
  },
  'argument-missing': {
    exit: 2,
    sentence: '`holdpoint {command}` needs {name}.',
    next: '`{help}` shows examples.',
  },
  usage: {
    exit: 2,
    sentence: 'The command line cannot be understood: {problem}',
    next: '`{help}` shows examples.',
  },
  'store-newer': {
    exit: 5,
    sentence: 'The store {path} was written by a newer Holdpoint (format {found}; this one knows up to {known}).',
    next: 'Update Holdpoint, or name another place with `--store`. Nothing in the store was changed.',
  },
  'store-damaged': {
    exit: 5,
    sentence: 'The store {path} is damaged: {reason}.',
    next: "Copy it with the `-wal` file beside it to a safe place, then put back a backup or move both away to begin anew. The runs' output files in {runs} are separate files and unhurt by this.",
  },
  'store-read-only': {
    exit: 5,
    sentence: 'The store {path} cannot be written: {reason}.',
    next: 'Give yourself write access to {folder}, or name another place with `--store`.',
  },
  'store-full': {
    exit: 5,
    sentence: 'The store {path} could not be written: {reason}. What was acknowledged before is kept.',
    next: 'Make room on the file system of {folder} (`df {folder}`), then go on with `holdpoint resume`; nothing needs repair.',
  },
  'store-busy': {
    exit: 5,
    sentence: 'The store {path} was locked by another process for more than {seconds} seconds.',
    next: 'Find it with `fuser {path}`; repeat when it is done.',
  },
  'store-engine-old': {
    exit: 5,
    sentence:
      'The SQLite in this Node.js is {found}; {needed} or newer is needed (older ones can lose a write-ahead log).',
    next: 'Run Holdpoint with the Node.js it brings along, or update Node.js.',
  },
  'bash-missing': {
    exit: 2,
    sentence: 'No bash was found as {bash}; commands of a runbook need one.',
    next: 'Install bash 4.4 or newer and put it on the PATH.',
  },
  'bash-too-old': {
    exit: 2,
    sentence: '{bash} is older than bash 4.4.',
    next: 'Install bash 4.4 or newer and put it first on the PATH (macOS: `brew install bash`).',
  },
  'attempt-folder': {
    exit: 5,
    sentence: 'The files of an attempt cannot be written in {folder}: {why}.',
    next: 'Make room or make it writable, then `holdpoint resume`; nothing of the step has run.',
  },
  'attempt-copy': {
    exit: 5,
    sentence: 'What a step prints on its target cannot be written in {folder}: {why}.',
    next: 'Make room here, then `holdpoint resume`: the step goes on there, and nothing of it is lost.',
  },
  'attempt-claimed': {
    exit: 5,
    sentence: 'The attempt in {folder} has been started already.',
    next: '`holdpoint resume` finds it again; it is never started twice.',
  },
  'attempt-not-started': {
    exit: 5,
    sentence: 'The shell in {folder} ended before it took the attempt; nothing of the step has run.',
    next: 'Try `holdpoint resume`; if it happens again, `bash --version` and `df` on that folder may tell why.',
  },
  'directory-missing': {
    exit: 2,
    sentence: 'Commands are to run in {cwd}, which is not a directory.',
    next: 'Make it, or name another one with `--cwd`.',
  },
  'step-unknown': {
    exit: 2,
    sentence: 'No step of {path} is `{step}`.',
    next: 'Name steps by number (`12`, `3-7`) or by line (`L42`); `holdpoint inspect {path}` shows both.',
  },
  'answer-option-unknown': {
    exit: 2,
    sentence: 'Decision {decision} has no option {option}.',
    next: 'Answer with one of: {options}.',
  },
  'duration-unclear': {
    exit: 2,
    sentence: '“{text}” is no length of time.',
    next: 'Write a number and a unit: `90 s`, `30 min`, `2 h`, `1.5 d` or `1 w`.',
  },
  'reason-needed': {
    exit: 2,
    sentence: '“{act}” needs a reason: it stands in the record.',
    next: 'Give one, with `--reason TEXT` on the command line.',
  },
  'field-needed': {
    exit: 2,
    sentence: 'The answer lacks a value for {field}.',
    next: 'Give it and answer again.',
  },
  'choice-unknown': {
    exit: 2,
    sentence: 'There is no way “{option}” to choose in decision {decision}.',
    next: 'Choose one of: {choices}.',
  },
  'decision-unknown': {
    exit: 2,
    sentence: 'Run {run} has no decision {decision}.',
    next: '`holdpoint status {run}` shows the open ones.',
  },
  'decision-closed': {
    exit: 2,
    sentence: 'Decision {decision} was answered already: {who} chose “{option}”.',
    next: '`holdpoint status {run}` shows where the run is now.',
  },
  'decision-withdrawn': {
    exit: 2,
    sentence: 'Decision {decision} is not asked any more. {why}',
    next: '`holdpoint status {run}` shows where the run is now.',
  },
  'decision-not-yours': {
    exit: 2,
    sentence:
      '{actor} may not give this answer to decision {decision}: it takes {who}. {actor} is known here as {known}.',
    next: 'Ask one of them; `holdpoint decide {run}` shows what is open. Who holds which role stands under `people` and `roles` in holdpoint.yaml, and a run keeps to what stood there when it began.',
  },
  'decision-own': {
    exit: 2,
    sentence: '{actor} may not let pass their own work: {actor} {own}, and decision {decision} takes {who}.',
    next: 'Ask somebody else; `holdpoint decide {run}` shows who may answer.',
  },
  'decision-twice': {
    exit: 2,
    sentence: '{actor} has given this answer to decision {decision} already; it takes {who}.',
    next: 'Ask the others; `holdpoint decide {run}` shows who is still needed.',
  },
  'decision-differs': {
    exit: 2,
    sentence: 'The values differ from those with which {first} has let decision {decision} pass.',
    next: 'Give the same values, or agree on others: `holdpoint decide {run}` shows the question.',
  },
  'decision-claimed': {
    exit: 2,
    sentence: '{who} is on decision {decision} since {since}.',
    next: 'Talk to them, or answer it all the same: a claim keeps nobody from it.',
  },
  'step-not-asked': {
    exit: 2,
    sentence: 'Decision {decision} is not about step {step}.',
    next: 'Name steps that the decision shows, or none for all of them.',
  },
  'step-elsewhere': {
    exit: 2,
    sentence: '“{step}” is not on the line that the run is on: a way back and the main line are separate.',
    next: 'Take the way back with `holdpoint back`, or leave the step.',
  },
  'step-settled': {
    exit: 2,
    sentence: '“{step}” is settled already, by {who}.',
    next: 'Reopen it first if that was wrong: `holdpoint tick --open`.',
  },
  'step-not-settled': {
    exit: 2,
    sentence: '“{step}” is open: there is nothing to reopen.',
    next: 'Tick or skip it.',
  },
  'step-running': {
    exit: 2,
    sentence: '“{step}” is running.',
    next: 'Wait for its end, or stop it with Ctrl-C where the run is driven.',
  },
  'step-depended-on': {
    exit: 2,
    sentence: '“{step}” cannot be reopened: a command ran after it, or it was not settled by a tick.',
    next: 'Leave a comment on it, or take the way back with `holdpoint back`.',
  },
  'signoff-by-decision': {
    exit: 2,
    sentence: '“{step}” is a sign-off: it is given when the run asks for it, not ahead of its turn.',
    next: '`holdpoint status {run}` shows whether it is asked for now; `holdpoint decide` answers it.',
  },
  'input-unknown': {
    exit: 2,
    sentence: 'The document has no input {input}.',
    next: '`holdpoint inspect` lists the inputs.',
  },
  'input-unsafe': {
    exit: 2,
    sentence:
      'The secret value for {input} stands in text that another program reads, where only A–Z a–z 0–9 . _ : @ / + - are safe.',
    next: 'Give a value of these characters, or edit the command at its step.',
  },
  'input-nul': {
    exit: 2,
    sentence: 'The value for {input} holds a NUL character, at which every program would cut it off.',
    next: 'Give it without; what is copied from a binary file is often no text.',
  },
  'section-unknown': {
    exit: 2,
    sentence: 'No section with steps has “{words}” in its title.',
    next: 'Name words of one of these: {sections}.',
  },
  'line-beyond': {
    exit: 2,
    sentence: 'Nothing of {path} is left to run from line {line}: its last step is at line {last}.',
    next: 'Name a line of one of these: {sections}.',
  },
  'target-unclear': {
    exit: 2,
    sentence: 'It cannot be told which host `{opener}` goes to: {to} is not the name of one.',
    next: 'Give what it needs with `--input`, or say it in `holdpoint.yaml`: `targets: { "{to}": {{ ssh: deploy@web1.example.org } }`; or answer “by hand”.',
  },
  'target-unknown': {
    exit: 2,
    sentence:
      'Line {line} of {path} is to run on `{target}`, and `holdpoint.yaml` names no such target; it has {known}.',
    next: 'Write it there: `targets: { {target}: {{ ssh: deploy@web1.example.org } }`, or mend the name behind `target=`.',
  },
  'ssh-missing': {
    exit: 2,
    sentence: 'Commands are to run on {target}, and there is no `ssh` on the PATH.',
    next: 'Install the OpenSSH client: `apt-get install openssh-client`, `apk add openssh-client`.',
  },
  'target-key-refused': {
    exit: 2,
    sentence: '{target} refuses to let you in: {why}.',
    next: 'Holdpoint never types a password. Make `ssh -o BatchMode=yes {ssh} true` work: a key in ssh-agent (`ssh-add`), the right `User` and `IdentityFile` in your ssh configuration, your key in `authorized_keys` there.',
  },
  'target-host-unknown': {
    exit: 2,
    sentence: 'The host key of {target} is not known here, so that nobody can tell who would answer.',
    next: "Run `ssh {ssh}` once by hand and compare the fingerprint that it shows with the one that the host's owner tells you.",
  },
  'target-host-changed': {
    exit: 2,
    sentence: '{target} answers with another host key than the one that is known here: {why}.',
    next: "Somebody may be in between. Ask the host's owner whether it was set up anew; if so, remove the old key with `ssh-keygen -R HOST` and run `ssh {ssh}` once by hand.",
  },
  'target-name-unknown': {
    exit: 2,
    sentence: 'No address is known for {target}: {why}.',
    next: 'Check the name; `ssh {ssh}` must find it. Names of your own belong into your ssh configuration.',
  },
  'target-unreachable': {
    exit: 3,
    sentence: '{target} cannot be reached: {why}.',
    next: 'Check that it is up and that `ssh {ssh}` gets there (network, VPN, firewall), then `holdpoint resume`.',
  },
  'target-timeout': {
    exit: 3,
    sentence: '{target} does not answer: {why}.',
    next: 'Check that it is up and that `ssh {ssh}` gets there (network, VPN, firewall), then `holdpoint resume`.',
  },
  'target-lost': {
    exit: 3,
    sentence: 'The connection to {target} is lost since {since}, and could not be made again: {why}.',
    next: 'What runs there goes on. Once `ssh {ssh}` gets there again, `holdpoint resume` finds it, with all that it printed.',
  },
  'target-bash': {
    exit: 2,
    sentence: 'There is no bash 4.4 or newer on {target}: {why}.',
    next: 'Install it there (`apt-get install bash`, `apk add bash`, `brew install bash`), first on the PATH that `ssh {ssh} env` shows.',
  },
  'target-folder': {
    exit: 3,
    sentence: 'The files of an attempt cannot be written on {target}: {why}.',
    next: 'They lie in `~/.local/state/holdpoint` there (or under `XDG_STATE_HOME`): make it writable for the user, then `holdpoint resume`; nothing of the step has run.',
  },
  'target-full': {
    exit: 3,
    sentence: 'The disk of {target} is full: {why}.',
    next: 'Make room there (`ssh {ssh} df -h`), then `holdpoint resume`; nothing of the step has run.',
  },
  'target-directory': {
    exit: 2,
    sentence: 'Commands are to run in {cwd} on {target}, which is not a directory there.',
    next: 'Make it there, or name another one as `cwd` of the target in `holdpoint.yaml`.',
  },
  'target-locked': {
    exit: 3,
    sentence: 'Run {run} of {holder} works on {target}: one run at a time does.',
    next: 'Let it end, or end it with `holdpoint abort {run}` where it was started. If nobody can go on with it any more: `ssh {ssh} rm {lock}`.',
  },
  'attempt-not-running': {
    exit: 2,
    sentence: 'Attempt {attempt} of step {step} is not running.',
    next: 'Look at the run again: it has moved on.',
  },
  'way-back-unfinished': {
    exit: 2,
    sentence: 'The way back of run {run} is under way already, in run {other}.',
    next: 'Watch it with `holdpoint status {other}`, go on with `holdpoint resume {other}`, or choose its level with `holdpoint back {other} LEVEL`.',
  },
  'output-unwritable': {
    exit: 2,
    sentence: 'Standard output cannot be written: {reason}.',
    next: 'Make room or name another place. What runs goes on all the same; `holdpoint status` shows where it is.',
  },
  'way-back-none': {
    exit: 2,
    sentence: 'Run {run} has no way back that could be started now.',
    next: 'Pause or abort it; `holdpoint inspect` shows which sections are read as procedures.',
  },
  'way-back-unknown': {
    exit: 2,
    sentence: 'There is no way back {procedure} that could be started now.',
    next: 'Name one of these: {choices}.',
  },
  'run-exists': {
    exit: 5,
    sentence: 'Run {run} exists already.',
    next: 'Start again; the new run gets another name.',
  },
  'run-ended': {
    exit: 2,
    sentence: 'Run {run} has ended ({outcome}) and changes no more.',
    next: 'Read it with `holdpoint report {run}`, or start a new run.',
  },
  'runs-none': {
    exit: 2,
    sentence: 'There are no runs in {store}.',
    next: 'Start one with `holdpoint run FILE`, or name another store with `--store`.',
  },
  'run-ambiguous': {
    exit: 2,
    sentence: 'Several runs begin with {wanted}: {known}.',
    next: 'Give more of its id; `holdpoint runs` lists them.',
  },
  'environment-locked': {
    exit: 2,
    sentence: 'Run {run} of {who} is unfinished in {environment} since {since}; one run at a time is made there.',
    next: 'Go on with it (`holdpoint resume {run}`), end it (`holdpoint abort {run}`), or begin another one beside it with `--beside` and the reason.',
  },
  'start-not-yours': {
    exit: 2,
    sentence: '{actor} may not begin a run in {environment}: it takes {who}. {actor} is known here as {known}.',
    next: 'Ask one of them; `approvals` with `of: start` in holdpoint.yaml says who may. `holdpoint rehearse` is open to all.',
  },
  'assume-confirmed-refused': {
    exit: 2,
    sentence: 'Items may not be ticked without asking in {environment}.',
    next: 'Leave `--assume-confirmed` out; `policy` of {environment} in holdpoint.yaml says so.',
  },
  'release-file-unreadable': {
    exit: 2,
    sentence: '{path} is part of the release and cannot be read: {reason}.',
    next: 'Build it first, or correct `release` in {project}.',
  },
  'run-unfinished': {
    exit: 2,
    sentence: 'Run {run} of {path} is unfinished; its last event is {age} old.',
    next: 'Go on with `{resume}`, end it with `{abort}`, or start another one with `--new`.',
  },
  'pair-malformed': {
    exit: 2,
    sentence: '`{option} {value}` has no name and value.',
    next: 'Write it as `{option} NAME=VALUE`.',
  },
  'decision-missing': {
    exit: 2,
    sentence: 'No open question is `{decision}`; {count}.',
    next: '`holdpoint decide RUN` lists them with their answers.',
  },
  'decision-ambiguous': {
    exit: 2,
    sentence: '{count} questions are open; `{option}` alone does not say which is meant.',
    next: 'Name it by its id, which `holdpoint decide RUN` shows, or by its number there: `holdpoint decide RUN 1 {option}`.',
  },
  'option-missing': {
    exit: 2,
    sentence: '`{option}` does not answer this question.',
    next: 'It can be answered with {offered}.',
  },
  'procedure-unknown': {
    exit: 2,
    sentence: 'The document has no way back `{wanted}`.',
    next: 'Name one by its level or words of its title: {known}.',
  },
  'prune-unconfirmed': {
    exit: 2,
    sentence: '{count} runs would be removed, and there is no terminal to ask.',
    next: 'Repeat it with `--confirm` when that is right.',
  },
  'record-unwritable': {
    exit: 2,
    sentence: 'The record cannot be written to {file}: {reason}.',
    next: 'Name another file with `-o`; the run itself is kept.',
  },
  'rule-unknown': {
    exit: 2,
    sentence: 'There is no rule {rule}.{suggestion}',
    next: 'Name a rule as `holdpoint lint FILE` prints it; docs/rules/README.md lists all.',
  },
  'folder-without-documents': {
    exit: 2,
    sentence: '{path} holds no Markdown document.',
    next: 'Name a document, or a folder with files that end in `.md` or `.markdown`.',
  },
  'document-changed': {
    exit: 2,
    sentence: '{path} was changed by somebody else while it was mended; nothing was written.',
    next: 'Repeat the command.',
  },
  'document-outside': {
    exit: 2,
    sentence: '{path} is no Markdown file of this place.',
    next: 'The page shows and saves Markdown files below {place}, without its hidden folders; `/runbooks` lists them.',
  },
  'runbook-changed': {
    exit: 2,
    sentence: '{path} is not as it was when it was opened here; nothing was written or started.',
    next: 'Look at what changed, take over what you need, and do it again.',
  },
  'runbook-encoding': {
    exit: 2,
    sentence: '{path} is not in UTF-8, and its encoding has no “{character}” (line {line}).',
    next: 'Write it with other characters, or convert the file to UTF-8 first.',
  },
  'compare-nothing': {
    exit: 2,
    sentence: 'No run of {document} came before run {run} in the same environment.',
    next: 'Choose the two runs to compare in the list of runs.',
  },
  'document-unwritable': {
    exit: 2,
    sentence: '{path} cannot be written: {reason}.',
    next: 'Check who may write it and its folder with `ls -ld {path} {folder}`.',
  },
  'input-not-mended': {
    exit: 2,
    sentence: 'Standard input cannot be mended: there is no file to write.',
    next: 'Name the file, or see what would change with `--diff`.',
  },
  'document-exists': {
    exit: 2,
    sentence: '{path} exists already; nothing is overwritten.',
    next: 'See what to improve in it with `holdpoint lint {path}`, or name another file: `holdpoint init OTHER.md`.',
  },
  'stack-unknown': {
    exit: 2,
    sentence: 'No Node, Django, Rails, Kubernetes or static site was found in {folder}.',
    next: 'Say what it is with `--stack`: {stacks}.',
  },
  'manifest-unreadable': {
    exit: 2,
    sentence: '{path} cannot be understood: {reason}.',
    next: 'Mend the file, or move it away while the checklist is written.',
  },
  'link-unknown': {
    exit: 2,
    sentence:
      'This link opens nothing here: it is cut off, somebody else is opening it at this moment, or it is of another store.',
    next: 'Copy the whole link; or ask whoever sent it for a new one, which `holdpoint invite NAME` prints.',
  },
  'link-used': {
    exit: 2,
    sentence: 'This link for {name} was opened before: {at}, from {from}. It opens the page once.',
    next: 'Use the browser in which it was opened, or ask for a new one (`holdpoint invite NAME`). If nobody of you opened it: `holdpoint invite --revoke {id}` signs out whoever did.',
  },
  'link-expired': {
    exit: 2,
    sentence: 'This link for {name} was good until {at}.',
    next: 'Ask for a new one, which `holdpoint invite NAME` prints.',
  },
  'link-revoked': {
    exit: 2,
    sentence: 'This link for {name} was taken back.',
    next: 'Ask whoever sent it; `holdpoint invite NAME` prints a new one.',
  },
  'link-missing': {
    exit: 2,
    sentence: 'No link of this store is called {id}.',
    next: '`holdpoint invite --list` lists them.',
  },
  'links-unwritable': {
    exit: 5,
    sentence: 'Personal links cannot be kept in {folder}: {reason}.',
    next: 'Give yourself write access to the folder, or name another place with `--store`.',
  },
  'invite-who': {
    exit: 2,
    sentence: '{name} could be several people of holdpoint.yaml: {people}.',
    next: 'Name one of them by the id that stands there.',
  },
  'invite-name': {
    exit: 2,
    sentence: '“{name}” is no name that can stand in a record: {why}.',
    next: 'Use letters, digits, spaces and the like, at most 80 of them.',
  },
  'invite-role': {
    exit: 2,
    sentence: '{role} is no role of holdpoint.yaml{known}.',
    next: 'Name one that stands there under `roles`, or leave `--role` out: without one, everybody may answer what takes nobody in particular.',
  },
  'page-host': {
    exit: 2,
    sentence: 'The page was asked for as “{host}”; it answers to {hosts} only.',
    next: 'Open it under one of these. Through ssh, use the same port on both sides: `ssh -L PORT:127.0.0.1:PORT HOST`.',
  },
  'page-origin': {
    exit: 2,
    sentence: 'Another page ({origin}) asked for this; only Holdpoint’s own page may.',
    next: 'Do it on the page of Holdpoint itself. If you did not know of it, close that other page.',
  },
  'page-signed-out': {
    exit: 2,
    sentence: 'Nobody is signed in here, or the 12 hours are over.',
    next: 'Open your personal link; on the machine that serves the page, `holdpoint invite` prints a new one.',
  },
  'page-too-many': {
    exit: 2,
    sentence: '{name} follows runs on {limit} pages at once; there can be no more.',
    next: 'Close some of them.',
  },
  'request-invalid': {
    exit: 2,
    sentence: 'The request is not what is expected here: {why}.',
    next: 'Load the page anew; `/api` says what every address takes.',
  },
  'request-too-large': {
    exit: 2,
    sentence: 'What was sent is larger than is taken here.',
    next: 'Send less of it, or keep it elsewhere and send its address.',
  },
  'request-kind': {
    exit: 2,
    sentence: 'What was sent is of a kind that is not taken here.',
    next: 'Send JSON; `/api` says what every address takes.',
  },
  'requests-too-many': {
    exit: 2,
    sentence: 'These were too many requests at once.',
    next: 'Wait a minute, then try again.',
  },
  'address-unknown': {
    exit: 2,
    sentence: 'There is nothing at {path}.',
    next: '`/api` lists every address.',
  },
  'server-failed': {
    exit: 5,
    sentence: 'The server could not do this, by a mistake of its own.',
    next: 'What was done so far is kept. Try again; the terminal in which Holdpoint runs says more.',
  },
  'page-stale': {
    exit: 2,
    sentence: 'What the page showed has changed since: {what}',
    next: 'Look at what is there now, and do it again if it is still meant.',
  },
  'go-on-elsewhere': {
    exit: 2,
    sentence: 'Run {run} is not driven by this server, and only its driver can go on from here.',
    next: 'Go on in the terminal that drives it (`g`), or resume the run here where nobody does.',
  },
  'output-hidden': {
    exit: 2,
    sentence:
      'The output of attempt {attempt} of step “{step}” is not shown: it may hold a secret that is not known here any more.',
    next: 'Give the secrets that the run asks for when it is resumed; then it is shown with them hidden.',
  },
  'attempt-unknown': {
    exit: 2,
    sentence: 'Step “{step}” has no attempt {attempt}.',
    next: 'Its attempts are listed beside the step.',
  },
  'soak-unknown': {
    exit: 2,
    sentence: 'Nothing called {soak} was watched in run {run}.',
    next: '`holdpoint status {run}` lists what is watched.',
  },
  'port-taken': {
    exit: 2,
    sentence: 'Port {port} on {address} is taken by another program.',
    next: 'Name another one, such as `holdpoint serve --port {free}`; `ss -ltnp` shows what holds it.',
  },
  'page-served': {
    exit: 2,
    sentence: 'The page of this store is served already, at {url} by process {pid}.',
    next: '`holdpoint invite` prints a link to it for you.',
  },
  'port-unclear': {
    exit: 2,
    sentence: '{port} is no port: they go up to 65535.',
    next: 'Name one from 1024 on, or leave `--port` out.',
  },
  'address-impossible': {
    exit: 2,
    sentence: 'Nothing can listen on {address}, port {port}: {reason}.',
    next: 'Name an address of this machine (`ip address` shows them), and a port from 1024 on.',
  },
  'listen-bare': {
    exit: 2,
    sentence: 'On {address} others could read along: without a certificate the page is served on this machine only.',
    next: 'Name both `--cert FILE` and `--key FILE`; or leave `--listen` out, and let others come through `ssh -L {port}:127.0.0.1:{port}`.',
  },
  'certificate-unusable': {
    exit: 2,
    sentence: '{file} cannot be used for TLS: {reason}.',
    next: 'Name a certificate and its private key, both in PEM and without a passphrase: `--cert fullchain.pem --key privkey.pem`.',
  },
  'evidence-empty': {
    exit: 2,
    sentence: '{name} is empty: it shows nothing.',
    next: 'Add another file, or say what you saw with a comment.',
  },
  'evidence-too-large': {
    exit: 2,
    sentence: '{name} has {bytes} bytes; evidence may have {limit}.',
    next: 'Add the part of it that matters, or keep it elsewhere and add its address.',
  },
  'evidence-missing': {
    exit: 2,
    sentence: 'The file of evidence {evidence} of run {run} is not there, or is not what was added.',
    next: '`holdpoint verify {run}` says what else was altered.',
  },
  'evidence-unreadable': {
    exit: 2,
    sentence: '{path} cannot be added: {reason}.',
    next: 'Name a file that you may read, or an address that begins with https:// or http://.',
  },
} as const satisfies Record<string, CatalogueEntry>

export interface CatalogueEntry {
  /** Exit status of the CLI when a command fails with it: 1 failed, 2 usage or input, 3 waiting, 5 Holdpoint itself. */
  readonly exit: 1 | 2 | 3 | 5
  readonly sentence: string
  readonly next: string
}

export type ErrorCode = keyof typeof catalogue

/** A user's error: shown as sentence and next action, never as a stack trace. Anything else that is thrown is our bug. */
export class HoldpointError extends Error {
  readonly code: ErrorCode
  readonly next: string
  readonly values: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, values: Readonly<Record<string, string | number>> = {}, options?: { cause?: unknown }) {
    super(fill(catalogue[code].sentence, values), options)
    this.name = 'HoldpointError'
    this.code = code
    this.next = fill(catalogue[code].next, values)
    this.values = values
  }

  get exit(): CatalogueEntry['exit'] {
    return catalogue[this.code].exit
  }
}

const fill = (template: string, values: Readonly<Record<string, string | number>>) =>
  template.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all))
