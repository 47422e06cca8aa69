# Runs attempts of steps on the host where this lies; docs/adr/0004-shell-runner.md says how. Four ways to call it:
#   serve        a wrapper, which runs one attempt after the other. Its input names the attempt, and tells the command's bash
#                when to begin; end of input ends it, but only when nothing runs: it outlives whoever started it.
#   terminal FD  one wrapper whose shell has the terminal.
#   run FD       the command's own bash, which runs $__hp_run below: claims, restores the state, evaluates statement after
#                statement, saves the state.
#   far          on a host that Holdpoint reaches by ssh; docs/adr/0029-other-hosts-by-ssh.md.
# A document may define functions and aliases called like builtins: what runs after the state is restored says `builtin`,
# and is parsed before. No name of the document or its folder stands in an argument: a document's own `pkill -f` must not find these.
[ "${BASH_VERSINFO[0]:-0}" -gt 4 ] || [ "${BASH_VERSINFO[0]:-0}${BASH_VERSINFO[1]:-0}" -ge 44 ] || exit 44
__hp_now() { __hp_time=${EPOCHREALTIME-}; [[ $__hp_time ]] || builtin printf -v __hp_time '%(%s)T.000000' -1; __hp_time=${__hp_time/[.,]/}; }
# How far the sink $1 has written. A `cat` that sleeps has nothing left to read: what was printed before now is in its file.
# One that is only about to run gets the processor where there is something to sleep on; $2: looks.
__hp_position() {
  builtin local __hp_line __hp_tries=0
  __hp_at=-
  while ((__hp_tries++ < ${2-30000})) && IFS= builtin read -r __hp_line <"/proc/$1/stat"; do
    case ${__hp_line##*) } in
      S*) IFS=$' \t' builtin read -r __hp_line __hp_at <"/proc/$1/fdinfo/1"; builtin return 0 ;;
      [ZX]*) builtin return 1 ;;
      *) [[ ${__hp_tick-} ]] && builtin read -r -t 0.0002 -u "$__hp_tick" ;;
    esac
  done 2>/dev/null
  ((__hp_tries > ${2-30000})) # busy all the time: not gone, and its position is not known
}
# Whether the variable $1 holds a secret; a short one would be found everywhere, and must be all of the value.
__hp_hides() {
  builtin local -n __hp_value=$1
  builtin local __hp_secret __hp_text=$'\n'"${__hp_value[*]-}"$'\n'"${!__hp_value[*]}"
  for __hp_secret in "${__hp_hidden[@]}"; do
    ((${#__hp_secret} < 4)) && __hp_secret=$'\n'$__hp_secret$'\n'
    [[ $__hp_text == *"$__hp_secret"* ]] && builtin return 0
  done
  builtin return 1
}
# $1: file. Everything the next bash needs; no process is started. Secrets and our own names stay out. What was defined stands
# before functions, these before aliases: nothing here may be read with them. The last line is only there when all of it is:
# on a full disk what was cut off must not be taken for a state.
__hp_save() {
  builtin local __hp_name __hp_names __hp_functions __hp_options __hp_aliases=
  __hp_names=() __hp_functions=() __hp_left_out=() __hp_options=${BASHOPTS//:/ }
  builtin shopt -s extglob # `compgen` leaves out what is not wanted faster than a loop does
  { builtin umask -p; builtin compgen -v -X "$__hp_own"; builtin printf '\0'; builtin compgen -A function -X '__hp_*'; builtin printf '\0'; } \
    1<>"$__hp_folder/names" || builtin return # emptying a file first would cost a flush
  [[ " $__hp_options " == *' extglob '* ]] || builtin shopt -u extglob
  { IFS=$'\n' builtin read -r -d '' -a __hp_names; IFS=$'\n' builtin read -r -d '' -a __hp_functions; } <"$__hp_folder/names"
  __hp_umask=${__hp_names[0]#umask }
  builtin unset -v '__hp_names[0]'
  for __hp_name in "${!BASH_ALIASES[@]}"; do builtin printf -v __hp_aliases '%s[%q]=%q ' "$__hp_aliases" "$__hp_name" "${BASH_ALIASES[$__hp_name]}"; done
  if ((${#__hp_hidden[@]})); then
    for __hp_name in "${!__hp_names[@]}"; do
      __hp_hides "${__hp_names[__hp_name]}" && __hp_left_out+=("${__hp_names[__hp_name]}") && builtin unset -v "__hp_names[$__hp_name]"
    done
    __hp_hides __hp_aliases && __hp_aliases= __hp_left_out+=('an alias')
  fi
  builtin umask 077
  {
    builtin declare -p "${__hp_names[@]}" || builtin return
    builtin printf '__hp_umask=%s\nshopt -u %s\nshopt -s %s\n' "$__hp_umask" "$__hp_defaults" "$__hp_options" # instead of the fifty lines of `shopt -p`
    if [[ $PWD -ef . ]]; then builtin printf 'cd -- %q || __hp_lost=%q\n' "$PWD" "$PWD"; fi
    if [[ ${OLDPWD+x} ]]; then builtin printf 'OLDPWD=%q\n' "$OLDPWD"; else builtin printf 'unset -v OLDPWD; export OLDPWD\n'; fi
    for __hp_name in nounset noglob noclobber pipefail; do [[ -o $__hp_name ]] && builtin printf 'set -o %s\n' "$__hp_name"; done
    ((${#__hp_functions[@]})) && __hp_defined "${__hp_functions[@]}"
    [[ -o allexport ]] && builtin printf 'builtin set -o allexport\n'
    [[ $__hp_aliases ]] && builtin printf 'BASH_ALIASES=(%s)\n' "$__hp_aliases"
    builtin printf '__hp_restored=yes # whole\n'
  } >|"$1"
  __hp_name=$?
  builtin umask "$__hp_umask"
  builtin return "$__hp_name"
}
__hp_defined() { # $@: functions, which are printed with their attributes
  builtin local __hp_line
  builtin declare -f "$@"
  { builtin declare -F; builtin echo; } 1<>"$__hp_folder/names"
  while IFS= builtin read -r __hp_line && [[ $__hp_line ]]; do
    case $__hp_line in *' __hp_'* | 'declare -f '*) ;; *) builtin printf 'builtin %s\n' "$__hp_line" ;; esac
  done <"$__hp_folder/names"
}
__hp_mark() { __hp_status=$1 __hp_pipe=("${@:2}"); }
__hp_record() { # $*: a line of `records`; a record that cannot be written ends the attempt without a status
  builtin local IFS=' '
  builtin printf '%s\n' "$*" >>"$__hp_folder/records" || builtin kill -KILL "$BASHPID"
}
__hp_free() { # removes the document's function $1, which has the name of what has to be called now
  builtin declare -F "$1" || builtin return
  builtin unset -f "$1"
  __hp_record "lost the function $1"
}
__hp_genuine() { # a function called `builtin` would get everything here; a special builtin of POSIX comes before it
  __hp_text=
  builtin printf -v __hp_text yes
  [[ $__hp_text ]] && ! builtin declare -F builtin && builtin return
  POSIXLY_CORRECT=1
  unset -f builtin
  unset -v POSIXLY_CORRECT
  builtin shopt -s expand_aliases
  __hp_record 'lost the function builtin'
}
__hp_ready() { # pid, port, file that says go on, sink: waits until what follows an endless statement may start
  builtin local __hp_quiet=0 __hp_looks=0 __hp_before=
  until [[ -e $3 ]] && __hp_why=went-on; do
    builtin kill -0 "$1" || { builtin wait "$1"; __hp_status=$? __hp_why=itself; builtin return; }
    if [[ $2 ]]; then
      { <>"/dev/tcp/127.0.0.1/$2" || <>"/dev/tcp/::1/$2"; } && __hp_why=service-ready && builtin return
    else
      __hp_position "$4"
      [[ $__hp_at == "$__hp_before" ]] && ((++__hp_quiet)) || __hp_quiet=0 __hp_before=$__hp_at
      ((__hp_quiet >= 20)) && __hp_why=service-ready && builtin return
      # Nobody watches and nothing follows: it was shown long enough.
      ((++__hp_looks >= 20)) && [[ $__hp_kind == observer && -e $__hp_folder/stop && ! ${__hp_command[__hp_next]+x} ]] && __hp_why=service-ready && builtin return
    fi
    builtin read -r -t 0.1 -u "$__hp_tick"
  done
}
__hp_endless() { # evaluated in place of an endless statement, whose text is $__hp_body
  builtin local __hp_pid __hp_log=$__hp_sink
  __hp_free exec >/dev/null 2>&1
  [[ ${__hp_tick-} ]] || exec {__hp_tick}<> <(\builtin :)
  builtin set -m
  if [[ $__hp_kind == service ]]; then
    exec {__hp_to}> >(\builtin trap '' HUP INT TERM; \builtin umask 077; \builtin exec cat >|"$__hp_folder/service-$__hp_index.log" 2>/dev/null)
    __hp_log=$!
    builtin eval "$__hp_body" </dev/null >&"$__hp_to" 2>&1 {__hp_to}>&- {__hp_tick}>&- &
    __hp_pid=$!
    exec {__hp_to}>&-
  else
    builtin eval "$__hp_body" </dev/null {__hp_tick}>&- &
    __hp_pid=$!
    __hp_observers+=("$__hp_pid")
  fi
  builtin set +m
  {
    __hp_now; __hp_record "wait $__hp_index $__hp_time $__hp_pid ${__hp_port:-quiet}"
    __hp_why=went-on __hp_status=0
    __hp_ready "$__hp_pid" "$__hp_port" "$__hp_folder/go-on.$__hp_index" "$__hp_log"
  } >/dev/null 2>&1
  builtin return "$__hp_status"
}
__hp_finish() { # $1: number of positional parameters. Says what cannot be carried, then waits until observers may end.
  builtin local __hp_line
  __hp_over=1
  for __hp_line in "${__hp_left_out[@]}"; do __hp_record "lost $__hp_line, which holds a secret"; done
  (($1)) && __hp_record lost positional parameters
  for __hp_line in errexit xtrace noexec; do [[ -o $__hp_line ]] && __hp_record "lost the option $__hp_line"; done
  for __hp_line in 3 4 5 6 7 8 9; do [[ -e /proc/$$/fd/$__hp_line ]] && __hp_record "lost descriptor $__hp_line"; done
  for __hp_line in "${__hp_observers[@]}"; do
    ((__hp_status)) || until [[ -e $__hp_folder/stop ]]; do builtin kill -0 "$__hp_line" && builtin read -r -t 0.1 -u "$__hp_tick"; (($? < 128)) && builtin break; done
    builtin kill -TERM -- "-$__hp_line" && builtin read -r -t 0.3 -u "$__hp_tick"
    builtin kill -KILL -- "-$__hp_line"
    __hp_now; __hp_record "stopped $__hp_line $__hp_time"
  done
  builtin return 1
}
__hp_more() { # $1: status of the last statement, $2: number of positional parameters. Settles it, prepares the next.
  builtin local __hp_http=0
  if [[ $__hp_index ]]; then
    __hp_genuine
    [[ $__hp_pipe ]] || __hp_status=$1
    [[ $__hp_curl == - ]] || { __hp_position "$__hp_curl"; __hp_http=$__hp_at; }
    __hp_position "$__hp_sink"; __hp_now
    __hp_record "end $__hp_index $__hp_time $__hp_status $__hp_at $__hp_http ${!:--} ${__hp_why:-itself}${__hp_pipe[@]/#/ }"
    __hp_save "$__hp_folder/state.$__hp_index" || builtin kill -KILL "$BASHPID"
    if ((__hp_status)) && [[ ,$__hp_answers, != *,$__hp_status,* ]]; then __hp_finish "$2"; builtin return; fi
    if [[ $__hp_fed ]]; then __hp_standard "$__hp_null"; fi
  fi
  [[ ${__hp_command[__hp_next]+x} ]] || { __hp_finish "$2"; builtin return; }
  __hp_index=${__hp_command[__hp_next]} __hp_kind=${__hp_command[__hp_next + 1]} __hp_port=${__hp_command[__hp_next + 2]}
  __hp_answers=${__hp_command[__hp_next + 3]} __hp_body=${__hp_command[__hp_next + 5]} __hp_pipe=() __hp_why=
  __hp_fed=${__hp_command[__hp_next + 4]}
  if [[ $__hp_fed ]]; then __hp_standard "$__hp_folder/$__hp_fed"; fi
  builtin printf -v __hp_text '%*s' "${__hp_command[__hp_next + 6]}" ''
  __hp_text=${__hp_text// /$'\n'} # so that messages and LINENO count the document's lines
  ((__hp_next += 7))
  if [[ $__hp_kind != run ]]; then __hp_text+=__hp_endless
  # Nothing may follow a heredoc that lacks its end: it would become part of it.
  elif [[ $__hp_body == *'<<'* && $("$BASH" -n <<<"$__hp_body" 2>&1) ]]; then __hp_text+=$__hp_body
  # Two line ends: a last line that goes on ends with the first.
  else __hp_text+=$__hp_body$'\n\n{ __hp_mark "$?" "${PIPESTATUS[@]}"; } >/dev/null 2>&1'; fi
  [[ -o allexport ]] && builtin export -n __hp_text __hp_body
  __hp_now; __hp_record "start $__hp_index $__hp_time"
}
# The state is restored, maybe ahead of time: waits for the word, claims, and reads the command.
__hp_begin() {
  builtin local __hp_claim __hp_secrets __hp_allexport= __hp_clobber=
  __hp_secrets=()
  [[ -o allexport ]] && __hp_allexport=1 && builtin set +o allexport
  IFS= builtin read -r -d '' -u "$__hp_go" __hp_claim || builtin exit 0
  while IFS= builtin read -r -d '' -u "$__hp_go" __hp_text || builtin exit 0; [[ $__hp_text ]]; do __hp_secrets+=("$__hp_text"); done
  [[ -o noclobber ]] || __hp_clobber=1
  { # Not in the name of a wrapper that is gone, and could tell nobody the end; it may still have to be reaped.
    IFS= builtin read -r __hp_text <"/proc/$$/stat"
    [[ ! $__hp_text || $__hp_text == *') '?" $PPID "* ]] && builtin set -C && builtin printf '%s\n' "$__hp_self" >"$__hp_folder/$__hp_claim"
  } 2>/dev/null || builtin exit 17
  [[ $__hp_clobber ]] && builtin set +C
  if [[ $__hp_lost || ! $__hp_restored ]]; then # nothing runs in a wrong directory, or without its variables
    if [[ $__hp_lost ]]; then builtin printf 'holdpoint: the directory %q is gone\n' "$__hp_lost"
    else builtin printf 'holdpoint: what the command before left (variables, functions, options) cannot be restored; nothing ran\n'; fi >&2
    __hp_record gone
    builtin exit 1
  fi
  builtin mapfile -d '' -t __hp_command <"$__hp_folder/command"
  builtin shopt -s expand_aliases
  for ((__hp_index = 0; __hp_index < __hp_command[4]; __hp_index++, __hp_next++)); do
    [[ ${__hp_command[__hp_next]} =~ ^[A-Za-z_][A-Za-z_0-9]*= ]] && builtin export "${__hp_command[__hp_next]}" 2>/dev/null
  done
  for __hp_text in "${__hp_secrets[@]}"; do
    builtin export "$__hp_text"
    [[ ${__hp_text#*=} ]] && __hp_hidden+=("${__hp_text#*=}")
  done
  __hp_own="@(${__hp_command[2]// /|}$__hp_own)" __hp_whole=${__hp_command[3]}
  builtin unset -v __hp_state
  builtin export HOLDPOINT_ATTEMPT="$__hp_folder"
  if [[ $__hp_go == 0 ]]; then __hp_standard /dev/null; else __hp_null=/dev/tty; __hp_standard '' 3; fi
  __hp_index='' __hp_text=''
  builtin umask "$__hp_umask"
  [[ $__hp_allexport ]] && builtin set -o allexport
}
__hp_standard() { # $1: file that becomes standard input, $2: descriptor that is closed. A function called `exec` is put aside.
  builtin local __hp_exec=
  builtin declare -F exec && __hp_exec=$(builtin declare -f exec) && builtin unset -f exec
  if [[ $1 ]]; then exec <"$1"; else exec 3<&-; fi
  if [[ $__hp_exec ]]; then builtin shopt -u expand_aliases; builtin eval "$__hp_exec"; builtin shopt -s expand_aliases; fi
} >/dev/null
__hp_again() { builtin return "$__hp_status"; }
__hp_traps() { # in a function, `trap -p` would not show all of them: it stands where this is called
  IFS= builtin read -r __hp_text <"$__hp_folder/names"
  [[ $__hp_text ]] && __hp_record lost traps
}
if [[ $1 == run ]]; then # to the end of the branch; what comes after it is never parsed by the command's bash
cd / && umask 077 || exit 0
# Variables that are the shell's, or the attempt's, and so are not carried: a pattern, to be closed by the names of secrets.
__hp_own='BASH|BASHOPTS|BASHPID|BASH_@(ALIASES|ARGC|ARGV|ARGV0|CMDS|COMMAND|EXECUTION_STRING|LINENO|LOADABLES_PATH|MONOSECONDS|REMATCH|SOURCE|SUBSHELL|TRAPSIG|VERSINFO|VERSION)|SHELLOPTS|EUID|UID|PPID|GROUPS|DIRSTACK|FUNCNAME|PIPESTATUS|RANDOM|SRANDOM|SECONDS|LINENO|EPOCHREALTIME|EPOCHSECONDS|COMP_WORDBREAKS|HISTCMD|HOLDPOINT_ATTEMPT|CURL_HOME|COPROC|OLDPWD|_|__hp_*'
__hp_go=$2 __hp_sink=$3 __hp_curl=$4 __hp_umask=$5 __hp_hidden=() __hp_command=() __hp_null=/dev/null __hp_fed='' __hp_left_out=() __hp_observers=()
__hp_lost='' __hp_restored='' __hp_over='' __hp_next=5 __hp_index='' __hp_status=0 __hp_pipe=() __hp_why='' __hp_whole='' __hp_text=''
{ IFS= read -r __hp_self <"/proc/$PPID/stat"; IFS= read -r __hp_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
__hp_self=(${__hp_self##*) })
__hp_self="$PPID ${__hp_self[19]:--} ${__hp_boot:--} $$"
IFS= read -r -d '' -u "$2" __hp_folder || exit 0
: >>"$__hp_folder/records" 2>/dev/null
: >>"$__hp_folder/names" 2>/dev/null
# What the shell starts from, told as soon as it is known: a state, or the run's folder.
IFS= read -r -d '' -u "$2" __hp_state && IFS= read -r -d '' -u "$2" __hp_text || exit 0
shopt -s expand_aliases
__hp_defaults=${BASHOPTS//:/ }
if [[ $__hp_state ]]; then mapfile -d '' -t __hp_state <"$__hp_state"
else printf -v __hp_state 'cd -- %q || __hp_lost=%q; unset -v OLDPWD; export OLDPWD; __hp_restored=yes' "$__hp_text" "$__hp_text"; fi
# All of it is one line, parsed before an alias is there, and counted as line 1: messages and LINENO of what is evaluated
# here are those of the document. Before the first statement the whole is parsed, in a shell that runs nothing of it.
# Conditions, so that neither errexit nor the document's ERR trap sees them; groups, so that its xtrace and DEBUG trap
# print nothing of ours. The second condition gives `$?` back to the next statement, which may ask for it.
# The outer loop goes on after a stray `break` of the document.
__hp_run='builtin eval "$__hp_state" >/dev/null 2>&1; __hp_begin
if [[ $__hp_whole ]] && ! (builtin shopt -s extglob; builtin eval "\\builtin set -n$__hp_whole"); then builtin exit 2; fi
while { [[ ! $__hp_over ]]; } >/dev/null 2>&1; do
while { __hp_more "$?" "$#"; } >/dev/null 2>&1; do
if { __hp_again; } >/dev/null 2>&1; then builtin eval "$__hp_text"; else builtin eval "$__hp_text"; fi; done; done
{ { builtin trap -p; builtin echo; } 1<>"$__hp_folder/names"; __hp_traps; } >/dev/null 2>&1 || [[ 1 ]]; builtin exit "$__hp_status"'
__hp_run=${__hp_run//do$'\n'/do } __hp_run=${__hp_run//$'\n'/; }
set --
return
fi
__hp_wrap() { # $1: FD of its word, $2: folder, $3: whether curl's headers are wanted. Status 17: it got no claim; 16: its output is still written to.
  local signal= status how=exit sink=- curl=- pid claim mine= held=0
  trap 'signal=TERM' TERM INT; trap 'signal=HUP' HUP
  if [[ $1 == 0 ]]; then
    # Appended, never cut: a sink that comes late, of a wrapper that got no claim, must not empty what another has written.
    exec {__hp_out}> >(trap '' HUP INT TERM; exec cat >>"$2/output" {__hp_tick}>&-); sink=$!
    if [[ $3 ]] && mkfifo "$2/curl/headers"; then
      exec {__hp_keep}<>"$2/curl/headers"
      (trap '' HUP INT TERM; exec cat <"$2/curl/headers" >>"$2/http" {__hp_keep}>&- {__hp_out}>&- {__hp_tick}>&-) & curl=$!
    fi
    # A session of its own, or where that cannot be had at least a process group.
    [[ $__hp_setsid ]] || set -m
    (exec -c ${__hp_setsid:+"$__hp_setsid"} "$BASH" --norc --noprofile -c '. ./attempt.sh; eval "$__hp_run"' bash run 0 "$sink" "$curl" "$__hp_umask") >&"$__hp_out" 2>&1 {__hp_out}>&- {__hp_tick}>&-
    status=$?
    exec {__hp_out}>&-
  else
    (exec -c "$BASH" --norc --noprofile -c '. ./attempt.sh; eval "$__hp_run"' bash run "$1" - - "$__hp_umask")
    status=$?
  fi
  __hp_now
  for claim in "$2"/claim.*; do IFS=' ' read -r pid _ <"$claim" && [[ $pid == "$BASHPID" ]] && mine=1; done 2>/dev/null
  [[ $1 != 0 && $signal == HUP ]] && how=lost-terminal
  [[ -e $2/cancel ]] && IFS= read -r how <"$2/cancel"
  SECONDS=0
  while [[ $mine && $sink != - ]]; do
    __hp_position "$sink" 4000 || { wait "$sink"; sink=$? __hp_at=-; break; }
    if [[ $__hp_at != - ]] || ((SECONDS > 5)); then sink=0 held=16; break; fi
  done
  [[ $curl != - ]] && { rm -f "$2/curl/headers"; kill -KILL "$curl"; exec {__hp_keep}>&-; }
  [[ $mine ]] || return 17
  # One short line, complete when it ends with a full stop: a torn one (full disk, power) counts as no status at all.
  printf 'end %s %s %s %s %s .\n' "$how" "$status" "$__hp_time" "${__hp_at:--}" "$sink" >|"$2/end" && return "$held"
}
__hp_serve() {
  exec {__hp_tick}<> <(:)
  while IFS= read -r -d '' __hp_folder && IFS= read -r -d '' __hp_curl; do
    __hp_wrap 0 "$__hp_folder" "$__hp_curl" 2>/dev/null
    __hp_status=$?
    printf '%s\n' "$__hp_status" # whoever reads it may be gone
    # What nobody claimed left words behind; a sink that is still written to must be no child of the next attempt's wrapper.
    ((__hp_status)) && exit "$__hp_status"
  done
}
__hp_setsid=$(type -P setsid) __hp_umask=$(umask)
umask 077
case $1 in
serve) __hp_serve; exit ;;
terminal) IFS= read -r -d '' -u "$2" __hp_folder && __hp_wrap "$2" "$__hp_folder"; exit ;;
esac
# far: the hands of a Holdpoint that reaches this host by ssh. One verb with its fields, NUL-terminated, on the input; answers in
# lines on the output, behind one that says where they begin. The end of the input means that whoever asked is gone.
__hp_base=${PWD%/*}
__hp_fields() { local __hp_each; for __hp_each; do IFS= read -r -d '' "$__hp_each" || exit 0; done; }
__hp_nap() { read -r -t "$1" -d '' _; (($? > 128)) || exit 0; }
__hp_cannot() { printf 'cannot %s\n' "${1//$'\n'/ }"; exit 0; }
__hp_process() { # $1: pid. Its state, parent, group, session and start
  local line
  IFS= read -r line <"/proc/$1/stat" && __hp_stat=(${line##*) }) && [[ ${__hp_stat[0]} != [ZX] ]]
} 2>/dev/null
__hp_alive() { __hp_process "$1" && [[ ${__hp_stat[19]} == "$2" ]]; }
__hp_tell() { # $1: word, $2: pid, whose __hp_stat is known
  local args
  mapfile -d '' -t args <"/proc/$2/cmdline" || IFS= read -r args <"/proc/$2/comm"
  args=${args[*]}
  printf '%s %s %s %s %s\n' "$1" "$2" "${__hp_stat[19]}" "${__hp_stat[1]}" "${args//$'\n'/ }"
} 2>/dev/null
# What session ($3, while the wrapper $2 is there), mark, open output or descent lead to, without wrapper and sinks: __hp_tree.
__hp_find() {
  local at pid sink log fd grown text mark=$'\n'"HOLDPOINT_ATTEMPT=$1"$'\n' IFS=$'\n'
  local -A parent=() ours=() sinks=()
  for at in /proc/[0-9]*; do
    pid=${at##*/}
    IFS=' ' __hp_process "$pid" || continue
    [[ $pid == "$$" || $pid == "$2" ]] && continue
    parent[$pid]=${__hp_stat[1]}
    for log in "$1"/output "$1"/http "$1"/service-*.log; do [[ $at/fd/1 -ef $log ]] && sinks[$pid]=1; done
    if mapfile -d '' -t text <"$at/environ"; then [[ $'\n'"${text[*]}"$'\n' == *"$mark"* ]] && ours[$pid]=1; fi
    [[ $4 && ${__hp_stat[3]} == "$3" ]] && ours[$pid]=1
  done 2>/dev/null
  for sink in "${!sinks[@]}"; do
    for pid in "${!parent[@]}"; do
      for fd in "/proc/$pid/fd/"*; do [[ $fd -ef /proc/$sink/fd/0 ]] && ours[$pid]=1 && break; done
    done
  done
  for grown in "${!sinks[@]}"; do unset "ours[$grown]"; done
  for ((grown = 1; grown; )); do
    grown=0
    for pid in "${!parent[@]}"; do
      [[ ${ours[${parent[$pid]}]-} && ! ${ours[$pid]-} && ! ${sinks[$pid]-} ]] && ours[$pid]=1 grown=1
    done
  done
  __hp_tree=("${!ours[@]}")
}
# $1: file of the folder $2, $3: bytes that whoever asked has. What is new of it, behind a line that says how much.
__hp_send() {
  local size
  __hp_sent=$3
  [[ -e $2/$1 ]] && size=$(wc -c <"$2/$1") || return 0
  ((size > $3)) || return 0
  printf 'bytes %s %s %s\n' "$1" "$3" "$((size - $3))"
  tail -c "+$(($3 + 1))" -- "$2/$1" | head -c "$((size - $3))"
  __hp_sent=$size
} 2>/dev/null
__hp_take() { # the files of the folder $1 from the input; each: name, size, bytes
  local name size why
  while __hp_fields name && [[ $name ]]; do
    __hp_fields size
    mkdir -p -- "$(dirname -- "$1/$name")" 2>/dev/null
    why=$(dd bs="$((size > 0 ? size : 1))" count="$((size > 0))" iflag=fullblock 2>&1 >"$1/$name") || __hp_cannot "$why"
    [[ $(wc -c <"$1/$name") -eq $size ]] || __hp_cannot "$1/$name: $why"
  done
}
__hp_lock() { # $1: run, $2: who has it. One run at a time works here.
  local held
  held=$(printf '%s\n%s\n' "$1" "$2" 2>&1 >"$__hp_base/lock.$$") || __hp_cannot "$held"
  ln -- "$__hp_base/lock.$$" "$__hp_base/lock" 2>/dev/null
  rm -f -- "$__hp_base/lock.$$"
  IFS= read -r held <"$__hp_base/lock" || __hp_cannot "$(ls -ld "$__hp_base/lock" 2>&1)"
  [[ $held == "$1" ]] && return
  mapfile -t held <"$__hp_base/lock"
  printf 'locked %s\t%s\n' "${held[@]:0:2}"
  exit 0
}
__hp_follow() { # $1: folder, $2: claim or the file that will hold it, $3 to $5: bytes of output, records and headers that are known
  local claim=$2 turn over= name bytes=('' "$@")
  [[ $2 != claim.* ]] || until { IFS= read -r claim <"$1/$2"; } 2>/dev/null; do __hp_nap 0.01; done
  printf 'claim %s\n' "$claim"
  claim=($claim)
  for ((turn = 0; ; turn++)); do
    [[ -s $1/end ]] || [[ ${claim[2]} != "$__hp_boot" ]] || ! __hp_alive "${claim[0]}" "${claim[1]}" && over=1
    # Five times a second, and once when it takes long: each look starts a process.
    if [[ $over ]] || ((turn % (turn < 200 ? 4 : 20) == 0)); then
      __hp_send output "$1" "${bytes[3]}"; bytes[3]=$__hp_sent
      __hp_send records "$1" "${bytes[4]}"; bytes[4]=$__hp_sent
      __hp_send http "$1" "${bytes[5]}"; bytes[5]=$__hp_sent
    fi
    [[ $over ]] && break
    ((turn % 100)) || printf 'beat\n'
    __hp_nap 0.05
  done
  for name in "$1"/state.* "$1"/service-*.log "$1/end"; do [[ -e $name ]] && __hp_send "${name##*/}" "$1" 0; done
  [[ ${claim[2]} == "$__hp_boot" ]] && __hp_after "$1" "${claim[@]}"
  printf 'over\n'
}
__hp_after() { # $1: folder, then the claim: processes that are still there. Who is only about to end is given a moment.
  local is pid rest
  while IFS=' ' read -r is _ _ pid rest; do
    case $is in wait) ;; end) rest=(${rest}) pid=${rest[2]} ;; *) continue ;; esac
    [[ $pid == [0-9]* ]] && __hp_process "$pid" && __hp_tell named "$pid"
  done <"$1/records" 2>/dev/null
  if [[ -s $1/end ]]; then
    kill -0 -- "-$5" 2>/dev/null || return 0
    __hp_nap 0.1
    kill -0 -- "-$5" 2>/dev/null || return 0
  fi
  __hp_find "$1" "$2" "$5" "$([[ -s $1/end ]] || __hp_alive "$2" "$3" && echo 1)"
  for pid in "${__hp_tree[@]}"; do __hp_process "$pid" && __hp_tell left "$pid"; done
}
__hp_end() { # $1: folder, $2: how, $3: seconds between TERM and KILL, then the claim: ends the tree, also when nobody asks any more
  local pid name tries
  local -A told=()
  [[ $6 == "$__hp_boot" ]] || { printf 'done\n'; return; } # it ended with the boot in which it ran
  { printf '%s\n' "$2" >"$1/cancel"; } 2>/dev/null || __hp_cannot "$1/cancel cannot be written"
  for ((SECONDS = 0; SECONDS <= $3 + 2; )); do
    __hp_find "$1" "$4" "$7" "$(__hp_alive "$4" "$5" && echo 1)"
    ((${#__hp_tree[@]})) || break
    for pid in "${__hp_tree[@]}"; do
      __hp_process "$pid" || continue
      name="$pid ${__hp_stat[19]}"
      if ((SECONDS >= $3)); then kill -KILL "$pid"
      elif [[ ! ${told[$name]-} ]]; then
        kill -TERM "$pid"
        [[ ${__hp_stat[0]} == [Tt] ]] && kill -CONT "$pid"
      fi
      told[$name]=1
    done 2>/dev/null
    sleep 0.04
  done
  for pid in "${__hp_tree[@]}"; do __hp_process "$pid" && __hp_tell left "$pid"; done
  for ((tries = 0; tries < 40; tries++)); do
    [[ -s $1/end ]] || ! __hp_alive "$4" "$5" && break
    sleep 0.05
  done
  [[ -s $1/end ]] || ! __hp_alive "$4" "$5" || kill -KILL "$4"
  printf 'done\n'
}
__hp_nobody() { # $1: folder, $2: set when it had been told to go: takes the attempt for nobody, or says who has it
  local turn tries claim
  [[ ! $2 || -e $1/command ]] || { printf 'lost\n'; return; }
  claim=$(mkdir -p -- "$1" 2>&1 && printf 'nobody\n' 2>&1 >"$1/nobody.$$") || __hp_cannot "$claim"
  for ((turn = 0; ; turn++)); do
    if ln -- "$1/nobody.$$" "$1/claim.$turn" 2>/dev/null; then printf 'taken\n'; break; fi
    [[ -e $1/claim.$turn ]] || __hp_cannot "$1/claim.$turn cannot be created"
    claim=
    for ((tries = 0; tries < 50; tries++)); do IFS= read -r claim <"$1/claim.$turn" && break; sleep 0.02; done
    [[ $claim == nobody ]] && continue
    printf 'held %s\n' "${claim:-0 - - 0}"
    break
  done
  rm -f -- "$1/nobody.$$"
}
IFS= read -r __hp_boot </proc/sys/kernel/random/boot_id 2>/dev/null || __hp_boot=-
printf '\nholdpoint is here\n'
__hp_fields __hp_verb __hp_folder
case $__hp_verb in
hello)
  __hp_curlrc=
  for __hp_text in "${CURL_HOME:+$CURL_HOME/.curlrc}" "${XDG_CONFIG_HOME:+$XDG_CONFIG_HOME/curlrc}" "$HOME/.curlrc"; do
    [[ -r $__hp_text ]] && __hp_curlrc=$(<"$__hp_text") && break
  done
  printf '%s\0' "$__hp_base" "$__hp_curlrc"
  env -0
  ;;
start)
  __hp_fields __hp_run __hp_by __hp_cwd
  __hp_lock "$__hp_run" "$__hp_by"
  [[ ! $__hp_cwd || -d $__hp_cwd ]] || { printf 'nowhere\n'; exit 0; }
  __hp_text=$(mkdir -p -- "$__hp_folder" 2>&1) || __hp_cannot "$__hp_text"
  for ((__hp_turn = 0; ; __hp_turn++)); do
    [[ -e $__hp_folder/claim.$__hp_turn ]] || break
    IFS= read -r __hp_text <"$__hp_folder/claim.$__hp_turn"
    [[ $__hp_text == nobody ]] || { printf 'claimed\n'; exit 0; }
  done
  __hp_take "$__hp_folder"
  printf 'ready claim.%s\n' "$__hp_turn"
  __hp_serve
  ;;
attach) __hp_fields __hp_text; __hp_nobody "$__hp_folder" "$__hp_text" ;;
follow)
  __hp_fields __hp_claim __hp_output __hp_records __hp_http
  __hp_follow "$__hp_folder" "$__hp_claim" "$__hp_output" "$__hp_records" "$__hp_http"
  ;;
cancel)
  __hp_fields __hp_how __hp_grace __hp_claim
  __hp_claim=($__hp_claim)
  __hp_end "$__hp_folder" "$__hp_how" "$__hp_grace" "${__hp_claim[@]}"
  ;;
put) __hp_take "$__hp_folder"; printf 'done\n' ;;
alive)
  while __hp_fields __hp_pid && [[ $__hp_pid ]]; do
    __hp_fields __hp_start
    __hp_alive "$__hp_pid" "$__hp_start" && printf 'alive %s\n' "$__hp_pid"
  done
  printf 'done\n'
  ;;
log) __hp_fields __hp_name __hp_at; __hp_send "$__hp_name" "$__hp_folder" "$__hp_at"; printf 'done\n' ;;
leave) # the run $__hp_folder is over; what has left a service stays, because that writes to its log
  { IFS= read -r __hp_text <"$__hp_base/lock"; } 2>/dev/null && [[ $__hp_text == "$__hp_folder" ]] && rm -f -- "$__hp_base/lock"
  for __hp_text in "$__hp_base/attempts/$__hp_folder-"*; do
    compgen -G "$__hp_text/service-*.log" >/dev/null || { [[ -s $__hp_text/end ]] && rm -rf -- "$__hp_text"; }
  done
  printf 'done\n'
  ;;
esac
