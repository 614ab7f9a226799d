" Vim compiler file: `:compiler ipse`, then `:make` checks the file and fills the quickfix list.
if exists("current_compiler")
  finish
endif
let current_compiler = "ipse"
CompilerSet makeprg=ipse\ check\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tote:\ %m,%-G%.%#
