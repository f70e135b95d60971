namespace Auth.Storage.Redis;

/// <summary>The scripts; each is one atomic step on the server, with the server's clock.</summary>
internal static class RedisScripts
{
    /// <summary>
    /// KEYS: the partition. ARGV: least, most, units given back, their mark, then id, limit, step and steps kept of each window. A window is
    /// kept as pairs of step and units, oldest first.
    /// </summary>
    public const string Take = """
        if redis.replicate_commands then redis.replicate_commands() end
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local least, most, back, mark = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        local packed = redis.call('GET', KEYS[1])
        local state = packed and cmsgpack.unpack(packed) or {}
        local windows, room, lifetime, ttl, changed = {}, nil, nil, 0, false
        for i = 5, #ARGV, 4 do
          local w = { id = ARGV[i], limit = tonumber(ARGV[i + 1]), step = tonumber(ARGV[i + 2]), kept = tonumber(ARGV[i + 3]) }
          w.tick, w.used, w.pairs = math.floor(now / w.step), 0, {}
          local before, returned = state[w.id] or {}, math.floor(mark / w.step)
          for p = 1, #before, 2 do
            local tick, units = before[p], before[p + 1]
            if back > 0 and tick == returned then
              units, changed = math.max(0, units - back), true
            end
            if units > 0 and (tick + w.kept) * w.step > now then
              w.pairs[#w.pairs + 1], w.pairs[#w.pairs + 2] = tick, units
              w.used = w.used + units
            end
          end
          -- A server clock that was set back must not count units as older than they are.
          local last = w.pairs[#w.pairs - 1]
          if last and last > w.tick then w.tick = last end
          local free = w.limit - w.used
          room = (room == nil or free < room) and free or room
          local left = (w.tick + 1) * w.step - now
          lifetime = (lifetime == nil or left < lifetime) and left or lifetime
          ttl = math.max(ttl, w.kept * w.step)
          windows[#windows + 1] = w
        end
        local units = 0
        if least > 0 and least <= room then
          units = math.max(least, math.min(most, math.floor(room / 8)))
        end
        local answer, after = { units, lifetime, now }, {}
        for _, w in ipairs(windows) do
          local pairs = w.pairs
          if units > 0 then
            w.used = w.used + units
            if pairs[#pairs - 1] == w.tick then
              pairs[#pairs] = pairs[#pairs] + units
            else
              pairs[#pairs + 1], pairs[#pairs + 2] = w.tick, units
            end
          end
          if #pairs > 0 then after[w.id] = pairs end
          local ask = 1
          if units == 0 and least > 0 and w.used + least > w.limit then ask = least end
          local need, wait = math.max(1, w.used + ask - w.limit), 0
          for p = 1, #pairs, 2 do
            wait = (pairs[p] + w.kept) * w.step - now
            need = need - pairs[p + 1]
            if need <= 0 then break end
          end
          answer[#answer + 1], answer[#answer + 2] = w.used, wait
        end
        if units > 0 or changed then
          if next(after) then
            redis.call('SET', KEYS[1], cmsgpack.pack(after), 'PX', ttl)
          else
            redis.call('DEL', KEYS[1])
          end
        end
        return answer
        """;

    /// <summary>KEYS: the nodes. ARGV: a node, its lifetime in milliseconds.</summary>
    public const string SignOn = """
        if redis.replicate_commands then redis.replicate_commands() end
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        if tonumber(ARGV[2]) > 0 then
          redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
        else
          redis.call('ZREM', KEYS[1], ARGV[1])
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
        return redis.call('ZCARD', KEYS[1])
        """;

    /// <summary>KEYS: an entry, the turns. A turn is the time in microseconds, or one more than the last: lost turns do not come again.</summary>
    public const string FindToken = """
        if redis.replicate_commands then redis.replicate_commands() end
        local time = redis.call('TIME')
        local last = tonumber(redis.call('GET', KEYS[2]) or 0)
        local turn = math.max(last + 1, time[1] * 1000000 + time[2])
        redis.call('SET', KEYS[2], string.format('%.0f', turn))
        return { redis.call('GET', KEYS[1]), turn, time[1] * 1000 + math.floor(time[2] / 1000) }
        """;

    /// <summary>KEYS: an entry, the turns. ARGV: what it holds, its turn, its lifetime in milliseconds.</summary>
    public const string PutToken = """
        if tonumber(ARGV[2]) > tonumber(redis.call('GET', KEYS[2]) or 0) then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
        return 1
        """;
}
