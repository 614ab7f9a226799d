# What the parts of `make connected` have in common: a person who runs ipse in a place of their own. Needs BUILD, `work` (a folder) and
# `part` (the name of the part).
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache" LC_ALL=C.UTF-8
mkdir -p "$work/config/ipse" "$work/place" "$work/bin"
ln -s "$BUILD/ipse" "$work/bin/ipse" # for commands of the README
PATH=$work/bin:$PATH
failed=0
cd "$work/place" || exit 2
ipse() { "$BUILD/ipse" "$@"; }

# expect NAME STATUS PATTERN COMMAND…: the command ends with the status and prints the pattern.
expect() {
    name=$1 wanted=$2 pattern=$3
    shift 3
    "$@" >"$work/printed" 2>&1
    found=$?
    if [ "$found" = "$wanted" ] && { [ -z "$pattern" ] || grep -q -- "$pattern" "$work/printed"; }; then
        echo "ok connected/$part/$name"
    else
        echo "FAILED connected/$part/$name: status $found, expected $wanted and: $pattern"
        head -n 20 "$work/printed" | cut -c 1-200
        failed=1
    fi
    cat "$work/printed" >>"$work/all"
}

# scenario NAME STATUS PATTERN WORDS: runs a scenario of the README as it is written there; WORDS are those that it begins with.
scenario() { expect "$1" "$2" "$3" sh -c "$(sh "$root/tests/scenario" "$4")"; }

# play FILE WORD…: runs ipse with a script of the lines of standard input.
play() {
    cat >"$work/script"
    ipse --script "$work/script" "$@"
}

# store FILE NAME: saves a file under a name at a server.
store() {
    printf 'command w %s\nexpect "Enter send"\nkeys Enter\nexpect "Saved clinic:"\n' "$2" | play "$1"
}
