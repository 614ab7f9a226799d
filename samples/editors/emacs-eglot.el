;;; emacs-eglot.el --- ipse for Emacs  -*- lexical-binding: t -*-
;; M-x eglot in a buffer with JSON starts it.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((json-mode json-ts-mode js-json-mode)
                 . ("ipse" "lsp"
                    ;; :initializationOptions (:profile "declared")
                    ))))
(provide 'emacs-eglot)
;;; emacs-eglot.el ends here
