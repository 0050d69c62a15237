"""The live part: sockets and what goes over them.

`socket` is the door (`Connection`, `Handlers`, `attach`), `direct` its fast path, `wire`
the bytes, `limits` how many of them, `guard` what holds for every HTTP request.
"""
