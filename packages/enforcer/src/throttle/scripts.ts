import { script } from "../redis/script.js";

/** After a wipe, the time in which gateways tell what they had admitted, and none is given a lease. Microseconds. */
const GRACE = 2_000_000;

/**
 * `id, open`: the generation of this part of the counters, and when leases are given again (0: at once). It is made when there is none:
 * by a gateway that remembers an earlier one after a wipe, and then closed for a while; by others as the first one of all. The first
 * write may be refused for want of memory, so that the script fails as a whole.
 */
const GENERATION = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local known = ARGV[1]
local kept = redis.call('HMGET', KEYS[1], 'id', 'open', 'first')
local id, open, first = kept[1], tonumber(kept[2] or 0), kept[3]
if not id then
  id, open, first = ARGV[2], 0, '1'
  if known ~= '' then open, first = now + ${GRACE}, '0' end
  redis.call('HSET', KEYS[1], 'id', id, 'open', open, 'first', first)
elseif known ~= '' and known ~= id and first == '1' then
  open = now + ${GRACE}
  redis.call('HSET', KEYS[1], 'open', open, 'first', '0')
else
  redis.call('HSET', KEYS[1], 'first', first)
end
redis.call('PEXPIRE', KEYS[1], 172800000)
local closed = math.max(0, open - now)
`;

/**
 * Keeps a generation alive, or makes one. KEYS: the generation. ARGV: the generation that the caller knows, or `-` when it has counted
 * without one, or nothing; the id of a new one. Gives its id, and microseconds for which it is closed.
 */
export const TEND = script(`${GENERATION}
return {id, closed}
`);

/**
 * Takes in reports, and gives a lease. KEYS: the generation; the batches, scored by when they fall out of the window; how many each
 * holds. ARGV: as above; limit; window; how many are wanted; how long a lease may be used; the lease's id; then for each report id, how
 * many were used, and how long before the call the last of them. Times in microseconds. Gives the generation's id, for how long it is
 * closed, how many were granted, how many are taken with them, how long until one is free (0: one is), and how long until all that is
 * not of this lease has fallen out.
 */
export const LEASE = script(`${GENERATION}
local limit, window = tonumber(ARGV[3]), tonumber(ARGV[4])
local want, hold, lease = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
if known ~= '' and known ~= id then return {id, closed, 0, 0, 0, 0} end

local total = tonumber(redis.call('HGET', KEYS[3], 'total') or 0)
local function remove(batch)
  total = total - tonumber(redis.call('HGET', KEYS[3], batch) or 0)
  redis.call('ZREM', KEYS[2], batch)
  redis.call('HDEL', KEYS[3], batch)
end
for _, batch in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do remove(batch) end

for at = 8, #ARGV, 3 do
  local batch, used = ARGV[at], tonumber(ARGV[at + 1])
  local ends = now - tonumber(ARGV[at + 2]) + window
  local before = redis.call('ZSCORE', KEYS[2], batch)
  if before then ends = math.min(ends, tonumber(before)) end
  remove(batch)
  if used > 0 and ends > now then
    redis.call('ZADD', KEYS[2], ends, batch)
    redis.call('HSET', KEYS[3], batch, used)
    total = total + used
  end
end

local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]
last = last and tonumber(last) or now
local granted = 0
if closed == 0 then granted = math.max(0, math.min(want, limit - total)) end
local ends = last
if granted > 0 then
  local batchEnds = now + hold + window
  redis.call('ZADD', KEYS[2], batchEnds, lease)
  redis.call('HSET', KEYS[3], lease, granted)
  total = total + granted
  ends = math.max(ends, batchEnds)
end
if total > 0 then
  redis.call('HSET', KEYS[3], 'total', total)
  local left = math.ceil((ends - now) / 1000) + 1000
  redis.call('PEXPIRE', KEYS[2], left)
  redis.call('PEXPIRE', KEYS[3], left)
else
  redis.call('DEL', KEYS[2], KEYS[3])
end

local wait, freed, from = 0, 0, 0
while total - freed >= limit do
  local page = redis.call('ZRANGE', KEYS[2], from, from + 31, 'WITHSCORES')
  if #page == 0 then break end
  for at = 1, #page, 2 do
    if total - freed >= limit then
      freed = freed + tonumber(redis.call('HGET', KEYS[3], page[at]) or 0)
      wait = tonumber(page[at + 1]) - now
    end
  end
  from = from + 32
end
return {id, closed, granted, total, wait, last - now}
`);
