-- ipse for Neovim: issues, the why card, fixes, completion and symbols in JSON files.
local client -- of Neovim 0.7, which does not keep it itself

local function start(config, buffer)
  if vim.lsp.start then
    vim.lsp.start(config)
    return
  end
  client = client or vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, client)
end

vim.api.nvim_create_autocmd({ "BufReadPost", "BufNewFile" }, {
  pattern = { "*.json", "*.ndjson", "*.jsonl" },
  callback = function(event)
    start({
      name = "ipse",
      cmd = { vim.g.ipse_program or "ipse", "lsp" },
      root_dir = vim.fn.fnamemodify(event.file, ":p:h"),
      init_options = vim.g.ipse_settings or vim.empty_dict(), -- { profile = "declared" }
    }, event.buf)
  end,
})
