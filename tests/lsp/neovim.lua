-- Drives Neovim's own client: waits for states, and leaves with status 1 where one does not come.
local function fail(sentence)
  io.stderr:write(sentence .. "\n")
  vim.cmd("cquit 1")
end

local function await(what, condition)
  if not vim.wait(30000, condition, 20) then
    fail("not seen: " .. what)
  end
end

-- The first issue of a key; of a line, where one is named.
local function find(word, line)
  return vim.tbl_filter(function(d)
    return d.code == word and (not line or d.lnum == line)
  end, vim.diagnostic.get(0))[1]
end

local function ask(method, params)
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, 30000)
  if not answers then
    fail(method .. ": " .. tostring(problem))
  end
  for _, answer in pairs(answers) do
    if answer.result then
      return answer.result
    end
  end
  fail(method .. ": no result")
end

await("diagnostics", function() return find("json-kind") ~= nil end)
local issue = find("json-kind")
vim.api.nvim_win_set_cursor(0, { issue.lnum + 1, issue.col })

local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
if not hover.contents.value:find("ImagingStudy.numberOfInstances", 1, true) then
  fail("hover: " .. hover.contents.value)
end

local completion = ask("textDocument/completion", vim.lsp.util.make_position_params())
if type(completion.items) ~= "table" then
  fail("completion has no items")
end

local symbols = ask("textDocument/documentSymbol", { textDocument = vim.lsp.util.make_text_document_params() })
if symbols[1].name ~= "ImagingStudy" or symbols[1].children[1].name ~= "series 1" then
  fail("symbols: " .. vim.inspect(symbols[1].name))
end

local range = vim.lsp.util.make_range_params()
range.context = { diagnostics = {} }
local actions = ask("textDocument/codeAction", range)
local fix = vim.tbl_filter(function(a) return a.title == "Remove the quotes" end, actions)[1]
if not fix then
  fail("no fix among " .. vim.inspect(actions))
end
vim.lsp.util.apply_workspace_edit(fix.edit, vim.lsp.get_active_clients()[1].offset_encoding)
await("the issue to go", function() return find("json-kind", issue.lnum) == nil end)
vim.cmd("quitall!")
