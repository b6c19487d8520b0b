import { script } from "../redis/script.js";

/** Microseconds after a wipe in which gateways report what they had admitted and nothing is leased. */
const GRACE = 2_000_000;

/**
 * Sets `id`, the generation of this part of the counters, and `closed`, the microseconds until leases are given again. When there is no
 * generation, one is made: for a gateway that knows an earlier one, Redis must have been wiped, and the part is closed for a while; for
 * others it is the very first one, until a gateway comes that knows an earlier one. Always writes first, so that a Redis without memory
 * refuses the script as a whole. A time that is later than it can be is of a clock that was ahead: it was set back, or is another node's.
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
if open > now + ${GRACE} then
  open = now + ${GRACE}
  redis.call('HSET', KEYS[1], 'open', open)
end
redis.call('PEXPIRE', KEYS[1], 172800000)
local closed = math.max(0, open - now)
`;

/**
 * Keeps a generation alive for two days, or makes one. KEYS: the generation. ARGV: the id that the caller knows, `-` when it has counted
 * without knowing one, or nothing; the id for a new one. Gives the id, and for how many microseconds the part is closed.
 */
export const TEND = script(`${GENERATION}
return {id, closed}
`);

/**
 * Takes in reports and grants a lease. Times are in microseconds.
 *
 * KEYS: the generation; the batches, scored by when they leave the window; how many requests each batch holds, and their `total`.
 *
 * ARGV: both of TEND; the limit; the window; how many requests to lease; how long the lease may be used; the lease's id; then for each
 * report the batch's id, how many of it were used, and how long before this call the last one was.
 *
 * Gives the generation's id; for how long the part is closed; how many requests were granted; how many are taken, those included; how long
 * until one is free (0: now); how long until all batches but this lease have left the window. To a caller that knows another generation
 * it gives only the first two: the others are 0.
 *
 * No lease lasts longer than 1/20 of the window (`holdOf`), so no batch leaves it later than that and a window from now. One that would is
 * of a clock that was ahead. A total without batches is left of some that were evicted: nothing would ever take it back.
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
if total > 0 and redis.call('ZCARD', KEYS[2]) == 0 then
  redis.call('DEL', KEYS[3])
  total = 0
end

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
local latest = now + window + window / 20
if last > latest then
  for _, batch in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. string.format('%.0f', latest), '+inf')) do
    redis.call('ZADD', KEYS[2], latest, batch)
  end
  last = latest
end
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
