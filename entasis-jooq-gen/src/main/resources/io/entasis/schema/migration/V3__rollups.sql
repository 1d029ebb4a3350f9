-- Rollups -------------------------------------------------------------------------------------------------------------

-- Below the floor of a table its raw rows are sealed or gone: nothing is recomputed from them and no month is made for them again.
create table raw_floor (
  table_name varchar(63) not null,
  floor      timestamptz not null,
  constraint raw_floor_pkey primary key (table_name)
);

comment on table raw_floor is
  'The instant of each table before which its raw rows are sealed or gone, and what was computed from them stays as it is.';
comment on column raw_floor.table_name is 'Partitioned table.';
comment on column raw_floor.floor is 'Start of the oldest raw row that can still change.';

create table rollup_level (
  seconds    integer     not null,
  table_name varchar(63) not null,
  constraint rollup_level_pkey primary key (seconds),
  constraint rollup_level_table_name_key unique (table_name),
  constraint rollup_level_seconds_check check (seconds > 0 and seconds % 60 = 0)
);

comment on table rollup_level is 'The sizes of bars that are kept.';
comment on column rollup_level.seconds is 'Length of a bar; a whole number of minutes, counted from Monday 2000-01-03 00:00 UTC.';
comment on column rollup_level.table_name is 'Table that holds the bars.';

insert into rollup_level (seconds, table_name) values (60, 'bars_1m'), (3600, 'bars_1h'), (86400, 'bars_1d');

-- Room in the pages lets the bar of the present be updated without touching its index.
create table bars_1m (
  symbol   varchar(20)    not null,
  bucket   timestamptz    not null,
  open     decimal(20, 8) not null,
  high     decimal(20, 8) not null,
  low      decimal(20, 8) not null,
  close    decimal(20, 8) not null,
  volume   decimal        not null,
  notional decimal        not null,
  ticks    bigint         not null,
  first_at timestamptz    not null,
  first_id bigint         not null,
  last_at  timestamptz    not null,
  last_id  bigint         not null,
  constraint bars_1m_pkey primary key (symbol, bucket)
) with (fillfactor = 85);

comment on table bars_1m is 'Bars of one minute, as of the last refresh. Minutes in rollup_ledger have changed since.';
comment on column bars_1m.symbol is 'Instrument.';
comment on column bars_1m.bucket is 'Start of the bar.';
comment on column bars_1m.open is 'Price of the first tick by (timestamp, id).';
comment on column bars_1m.high is 'Highest price.';
comment on column bars_1m.low is 'Lowest price.';
comment on column bars_1m.close is 'Price of the last tick by (timestamp, id).';
comment on column bars_1m.volume is 'Sum of the volumes.';
comment on column bars_1m.notional is 'Sum of price times volume.';
comment on column bars_1m.ticks is 'Number of ticks.';
comment on column bars_1m.first_at is 'Time of the first tick.';
comment on column bars_1m.first_id is 'Id of the first tick.';
comment on column bars_1m.last_at is 'Time of the last tick.';
comment on column bars_1m.last_id is 'Id of the last tick.';

create table bars_1h (like bars_1m including comments, constraint bars_1h_pkey primary key (symbol, bucket)) with (fillfactor = 85);
comment on table bars_1h is 'Bars of one hour, as of the last refresh. Hours in rollup_ledger have changed since.';

-- Tells a refresh which symbols have bars in a minute that changed for all of them, whatever other times hold.
create index idx_bars_1h_bucket on bars_1h (bucket);

create table bars_1d (like bars_1m including comments, constraint bars_1d_pkey primary key (symbol, bucket)) with (fillfactor = 85);
comment on table bars_1d is 'Bars of one UTC day, as of the last refresh. Days with hours in rollup_ledger have changed since.';

create table rollup_ledger (
  symbol    varchar(20) not null,
  hour      timestamptz not null,
  bucket    timestamptz not null,
  marked_at timestamptz not null default current_timestamp
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index idx_rollup_ledger_symbol_hour_bucket on rollup_ledger (symbol, hour, bucket);

comment on table rollup_ledger is
  'Minutes whose ticks have changed since their bars were computed, written by the transaction that changes the ticks.';
comment on column rollup_ledger.symbol is 'Instrument; empty for all instruments of the minute.';
comment on column rollup_ledger.hour is 'Start of the hour of the minute.';
comment on column rollup_ledger.bucket is 'Start of the minute.';
comment on column rollup_ledger.marked_at is 'Start of the transaction that changed the ticks.';

-- One row stands for all symbols where a statement touches more than 64 of a minute: the rows would cost more than the ticks. Where the
-- first rows of a statement show that many, its ticks are counted in place of their symbols, which costs half as much; that marks too
-- much where a minute has many ticks of few symbols, never too little.
create function rollup_mark() returns trigger language plpgsql set search_path from current as $$
begin
  if (select bit_count(bit_or(1::bigint << (hashtext(symbol) & 63))::bit(64)) > 40
      from (select symbol from changed limit 256) first_rows) then
    with minutes as materialized (
      select date_bin('1 minute', timestamp, timestamptz '2000-01-03 00:00:00+00') as bucket, count(*) as ticks, array_agg(symbol) as symbols
      from changed group by bucket)
    insert into rollup_ledger (symbol, hour, bucket)
    select distinct symbol, date_bin('1 hour', bucket, timestamptz '2000-01-03 00:00:00+00'), bucket
    from minutes cross join unnest(symbols) symbol where ticks <= 64
    union all
    select '', date_bin('1 hour', bucket, timestamptz '2000-01-03 00:00:00+00'), bucket
    from minutes where ticks > 64;
  else
    with minutes as materialized (
      select distinct symbol, date_bin('1 minute', timestamp, timestamptz '2000-01-03 00:00:00+00') as bucket from changed),
    counted as (select bucket, count(*) as symbols from minutes group by bucket)
    insert into rollup_ledger (symbol, hour, bucket)
    select m.symbol, date_bin('1 hour', m.bucket, timestamptz '2000-01-03 00:00:00+00'), m.bucket
    from minutes m join counted c using (bucket) where c.symbols <= 64
    union all
    select '', date_bin('1 hour', c.bucket, timestamptz '2000-01-03 00:00:00+00'), c.bucket
    from counted c where c.symbols > 64;
  end if;
  return null;
end $$;

comment on function rollup_mark() is
  'Notes the minutes of the changed ticks in rollup_ledger. Statement triggers fire for the table that the statement names, so every partition carries them too.';

create function rollup_mark_update() returns trigger language plpgsql set search_path from current as $$
begin
  with minutes as materialized (
    select distinct symbol, date_bin('1 minute', timestamp, timestamptz '2000-01-03 00:00:00+00') as bucket
    from (select symbol, timestamp from before_change union all select symbol, timestamp from after_change) both_sides),
  counted as (select bucket, count(*) as symbols from minutes group by bucket)
  insert into rollup_ledger (symbol, hour, bucket)
  select m.symbol, date_bin('1 hour', m.bucket, timestamptz '2000-01-03 00:00:00+00'), m.bucket
  from minutes m join counted c using (bucket) where c.symbols <= 64
  union all
  select '', date_bin('1 hour', c.bucket, timestamptz '2000-01-03 00:00:00+00'), c.bucket
  from counted c where c.symbols > 64;
  return null;
end $$;

comment on function rollup_mark_update() is 'As rollup_mark, for both the old and the new times and symbols of the changed ticks.';

create function rollup_mark_truncate() returns trigger language plpgsql set search_path from current as $$
begin
  -- An older snapshot does not see all the ticks that go, nor the bars that were made of them.
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception using errcode = '25001',
      message = format('%I can be truncated at the isolation level READ COMMITTED only, since kept bars of all its ticks have to be noted', tg_table_name);
  end if;
  execute format(
    $mark$insert into rollup_ledger (symbol, hour, bucket)
    select '', date_bin('1 hour', bucket, timestamptz '2000-01-03 00:00:00+00'), bucket
    from (select distinct date_bin('1 minute', timestamp, timestamptz '2000-01-03 00:00:00+00') as bucket from %I.%I) minutes$mark$,
    tg_table_schema, tg_table_name);
  return null;
end $$;

comment on function rollup_mark_truncate() is 'Notes every minute of a table that is about to be emptied.';

-- Temporary tables come last on their path: where they are not named they come first, and one of the same name would take the notes. Who
-- changes ticks need not be allowed to write into the ledger; nobody else may use the functions for triggers of their own.
do $$
declare
  mark regproc;
begin
  foreach mark in array array['rollup_mark', 'rollup_mark_update', 'rollup_mark_truncate']::regproc[] loop
    execute format('alter function %s() set search_path = %I, pg_temp', mark, current_schema());
  end loop;
  foreach mark in array array['rollup_mark', 'rollup_mark_update']::regproc[] loop
    execute format('alter function %s() security definer', mark);
    execute format('revoke execute on function %s() from public', mark);
  end loop;
end $$;

create trigger market_data_rollup_insert after insert on market_data
  referencing new table as changed for each statement execute function rollup_mark();
create trigger market_data_rollup_delete after delete on market_data
  referencing old table as changed for each statement execute function rollup_mark();
create trigger market_data_rollup_update after update on market_data
  referencing old table as before_change new table as after_change for each statement execute function rollup_mark_update();
create trigger market_data_rollup_truncate before truncate on market_data
  for each statement execute function rollup_mark_truncate();

-- Ticks that are there already: their partitions get the triggers, their minutes are noted.
do $$
declare
  partition regclass;
begin
  for partition in select inhrelid::regclass from pg_inherits where inhparent = 'market_data'::regclass loop
    execute format('create trigger market_data_rollup_insert after insert on %s referencing new table as changed for each statement execute function rollup_mark()', partition);
    execute format('create trigger market_data_rollup_delete after delete on %s referencing old table as changed for each statement execute function rollup_mark()', partition);
    execute format('create trigger market_data_rollup_update after update on %s referencing old table as before_change new table as after_change for each statement execute function rollup_mark_update()', partition);
    execute format('create trigger market_data_rollup_truncate before truncate on %s for each statement execute function rollup_mark_truncate()', partition);
  end loop;
end $$;

insert into rollup_ledger (symbol, hour, bucket)
select '', date_bin('1 hour', bucket, timestamptz '2000-01-03 00:00:00+00'), bucket
from (select distinct date_bin('1 minute', timestamp, timestamptz '2000-01-03 00:00:00+00') as bucket from market_data) minutes;

create function raw_sealed() returns trigger language plpgsql as $$
begin
  raise exception using errcode = '55006',
    message = format('partition %I is sealed: its rows can change no more', tg_table_name);
end $$;

comment on function raw_sealed() is 'Refuses a change of a sealed partition.';

-- Hourly bars that are right at every moment: kept hours that have not changed since, and hours that have, put together from their minutes.
drop view mv_ohlcv_1h;

create view mv_ohlcv_1h with (security_invoker = true) as
select b.symbol, b.bucket as timeframe, b.open, b.high, b.low, b.close, b.volume
from bars_1h b
where b.bucket < coalesce((select f.floor from raw_floor f where f.table_name = 'market_data'), '-infinity')
   or ((select true from rollup_ledger l where l.symbol = b.symbol and l.hour = b.bucket limit 1) is null
   and (select true from rollup_ledger l where l.symbol = '' and l.hour = b.bucket limit 1) is null)
union all
select d.symbol, d.hour, x.open, x.high, x.low, x.close, x.volume
from (
  select symbol, hour from rollup_ledger where symbol <> ''
  union
  select t.symbol, c.hour
  from (select distinct hour from rollup_ledger where symbol = '') c
  cross join lateral (
    select distinct m.symbol from market_data m
    where m.timestamp >= c.hour and m.timestamp < c.hour + interval '1 hour') t) d
cross join lateral (
  select (array_agg(y.open order by y.bucket))[1] as open, max(y.high) as high, min(y.low) as low,
         (array_agg(y.close order by y.bucket desc))[1] as close, sum(y.volume) as volume
  from (
    select m.bucket, m.open, m.high, m.low, m.close, m.volume
    from bars_1m m
    where m.symbol = d.symbol and m.bucket >= d.hour and m.bucket < d.hour + interval '1 hour'
      and (select true from rollup_ledger l where l.symbol = d.symbol and l.hour = d.hour and l.bucket = m.bucket limit 1) is null
      and (select true from rollup_ledger l where l.symbol = '' and l.hour = d.hour and l.bucket = m.bucket limit 1) is null
    union all
    select g.bucket, o.price, t.high, t.low, c.price, t.volume
    from (select d.hour + make_interval(mins => i) as bucket from generate_series(0, 59) i) g
    cross join lateral (
      select max(r.price) as high, min(r.price) as low, sum(r.volume) as volume,
             min(r.timestamp) as first_at, max(r.timestamp) as last_at
      from market_data r
      where r.symbol = d.symbol and r.timestamp >= g.bucket and r.timestamp < g.bucket + interval '1 minute') t
    cross join lateral (
      select r.price from market_data r where r.symbol = d.symbol and r.timestamp = t.first_at order by r.id limit 1) o
    cross join lateral (
      select r.price from market_data r where r.symbol = d.symbol and r.timestamp = t.last_at order by r.id desc limit 1) c
    where (select true from rollup_ledger l where l.symbol = d.symbol and l.hour = d.hour and l.bucket = g.bucket limit 1) is not null
       or (select true from rollup_ledger l where l.symbol = '' and l.hour = d.hour and l.bucket = g.bucket limit 1) is not null) y
  having count(*) > 0) x
where d.hour >= coalesce((select f.floor from raw_floor f where f.table_name = 'market_data'), '-infinity');

comment on view mv_ohlcv_1h is
  'Hourly bars, right at every moment. Ask for a symbol: without one, everybody''s changed hours are put together anew.';
comment on column mv_ohlcv_1h.symbol is 'Instrument.';
comment on column mv_ohlcv_1h.timeframe is 'Start of the hour in UTC; the bar holds ticks from here to before the next hour.';
comment on column mv_ohlcv_1h.open is 'Price of the first tick by (timestamp, id).';
comment on column mv_ohlcv_1h.high is 'Highest price.';
comment on column mv_ohlcv_1h.low is 'Lowest price.';
comment on column mv_ohlcv_1h.close is 'Price of the last tick by (timestamp, id).';
comment on column mv_ohlcv_1h.volume is 'Sum of the volumes.';
