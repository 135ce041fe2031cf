-- Sends the lines of a file, one after the other, as the bodies of requests; counts answers that are none.
local bodies, at = {}, 0
for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end

function request()
  at = at % #bodies + 1
  return wrk.format("POST", nil, { ["content-type"] = "application/json" }, bodies[at])
end

function response(status, _, body)
  if status ~= 200 or body:find('"errors"', 1, true) then
    io.stderr:write("refused: " .. status .. " " .. body:sub(1, 300) .. "\n")
    os.exit(1)
  end
end
