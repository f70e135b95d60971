-- Requests one or several at a time, with one token or with each of a file in random order.
-- wrk ... -s requests.lua ... -- DEPTH TOKEN | DEPTH @FILE

local texts, at = {}, 0

local function add(token, depth)
  local text = wrk.format(nil, nil, { Host = wrk.headers["Host"], Authorization = "Bearer " .. token })
  texts[#texts + 1] = string.rep(text, depth)
end

function init(args)
  local depth = tonumber(args[1])
  if string.sub(args[2], 1, 1) ~= "@" then
    add(args[2], depth)
    return
  end
  for token in io.lines(string.sub(args[2], 2)) do
    add(token, depth)
  end
  for i = #texts, 2, -1 do
    local j = math.random(i)
    texts[i], texts[j] = texts[j], texts[i]
  end
end

function request()
  at = at % #texts + 1
  return texts[at]
end
