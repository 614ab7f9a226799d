# complete.bash WORD…: what bash completes after these words, by the completion of `ipse completion bash`.
. /dev/stdin <<<"$(ipse completion bash)"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
_ipse
printf '%s\n' "${COMPREPLY[@]}"
