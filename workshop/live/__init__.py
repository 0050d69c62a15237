"""The live part: sockets and what goes over them.

`socket` is the door (`Connection`, `Handlers`, `attach`), `carrier` what carries the bytes
and `direct` its fast path, `wire` the bytes, `limits` how many of them, `guard` what holds
for every HTTP request, `scheduler` time and background work.
"""
