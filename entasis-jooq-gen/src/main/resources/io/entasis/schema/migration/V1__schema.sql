-- Names are unqualified on purpose: the tables live in whichever schema the migration is run for.

-- Ticks ---------------------------------------------------------------------------------------------------------------

-- One value stands for a block of 100 ids: a plain insert uses its first id, a batch of the library uses whole blocks.
-- Without a session cache a later reservation always gets higher ids, whichever pooled connection it runs on.
create sequence market_data_id_seq as bigint increment by 100 no cycle;

create table market_data (
  id         bigint         not null default nextval('market_data_id_seq'),
  symbol     varchar(20)    not null,
  exchange   varchar(20)    not null,
  timestamp  timestamptz    not null,
  price      decimal(20, 8) not null,
  volume     decimal(20, 8) not null,
  created_at timestamptz    not null default current_timestamp,
  constraint market_data_pkey primary key (id, timestamp),
  constraint market_data_symbol_check check (symbol <> ''),
  constraint market_data_exchange_check check (exchange <> ''),
  constraint market_data_price_check check (price <> 'NaN'),
  constraint market_data_volume_check check (volume >= 0 and volume <> 'NaN')
) partition by range (timestamp);

alter sequence market_data_id_seq owned by market_data.id;

create index idx_market_data_symbol_timestamp on market_data (symbol, timestamp desc);
create index idx_market_data_exchange_timestamp on market_data (exchange, timestamp desc);

comment on table market_data is
  'Ticks: one row per trade, in monthly partitions market_data_yYYYYmMM with UTC bounds. The total order is (timestamp, id).';
comment on column market_data.id is
  'Order of arrival among the ticks of one instant; unique, ascending for one writer, with gaps.';
comment on column market_data.symbol is 'Instrument, for example BTC-USDT or IBM.';
comment on column market_data.exchange is 'Venue that reported the trade.';
comment on column market_data.timestamp is 'When the trade happened; the partition key.';
comment on column market_data.price is 'Price of one unit; may be negative.';
comment on column market_data.volume is 'Number of units traded; zero or more.';
comment on column market_data.created_at is 'Start of the transaction that wrote the row.';

-- Option quotes -------------------------------------------------------------------------------------------------------

create sequence option_data_id_seq as bigint increment by 100 no cycle;

create table option_data (
  id           bigint         not null default nextval('option_data_id_seq'),
  underlying   varchar(20)    not null,
  strike_price decimal(20, 8) not null,
  expiry_date  timestamptz    not null,
  option_type  varchar(4)     not null,
  iv           decimal(18, 8),
  delta        decimal(18, 8),
  gamma        decimal(18, 8),
  theta        decimal(18, 8),
  vega         decimal(18, 8),
  timestamp    timestamptz    not null,
  created_at   timestamptz    not null default current_timestamp,
  constraint option_data_pkey primary key (id, timestamp),
  constraint option_data_underlying_check check (underlying <> ''),
  constraint option_data_strike_price_check check (strike_price > 0 and strike_price <> 'NaN'),
  constraint option_data_option_type_check check (option_type in ('CALL', 'PUT')),
  constraint option_data_iv_check check (iv >= 0)
) partition by range (timestamp);

alter sequence option_data_id_seq owned by option_data.id;

create index idx_option_data_underlying_expiry on option_data (underlying, expiry_date);
create index idx_option_data_strike_type on option_data (strike_price, option_type);
create index idx_option_data_contract_timestamp on option_data
  (underlying, expiry_date, strike_price, option_type, timestamp desc, id desc);

comment on table option_data is
  'Option quotes with their greeks, in monthly partitions option_data_yYYYYmMM with UTC bounds. What is unknown is null, never 0.';
comment on column option_data.id is
  'Order of arrival among the quotes of one instant; unique, ascending for one writer, with gaps.';
comment on column option_data.underlying is 'Symbol of the underlying instrument.';
comment on column option_data.strike_price is 'Strike, above zero.';
comment on column option_data.expiry_date is 'Instant of expiry.';
comment on column option_data.option_type is 'CALL or PUT.';
comment on column option_data.iv is 'Implied volatility per year as a fraction: 0.25 is 25%.';
comment on column option_data.delta is 'Change of the option price per unit of the underlying.';
comment on column option_data.gamma is 'Change of delta per unit of the underlying.';
comment on column option_data.theta is 'Change of the option price per day.';
comment on column option_data.vega is 'Change of the option price per volatility point (0.01).';
comment on column option_data.timestamp is 'When the quote was made; the partition key.';
comment on column option_data.created_at is 'Start of the transaction that wrote the row.';

create table option_contract (
  underlying   varchar(20)    not null,
  expiry_date  timestamptz    not null,
  strike_price decimal(20, 8) not null,
  option_type  varchar(4)     not null,
  constraint option_contract_pkey primary key (underlying, expiry_date, strike_price, option_type)
);

comment on table option_contract is
  'Every contract that was ever quoted, kept by triggers of option_data; rows are never removed.';
comment on column option_contract.underlying is 'Symbol of the underlying instrument.';
comment on column option_contract.expiry_date is 'Instant of expiry.';
comment on column option_contract.strike_price is 'Strike, above zero.';
comment on column option_contract.option_type is 'CALL or PUT.';

create function option_data_contracts() returns trigger language plpgsql set search_path from current as $$
begin
  insert into option_contract (underlying, expiry_date, strike_price, option_type)
  select distinct q.underlying, q.expiry_date, q.strike_price, q.option_type
  from changed q
  where not exists (
    select from option_contract c
    where c.underlying = q.underlying and c.expiry_date = q.expiry_date
      and c.strike_price = q.strike_price and c.option_type = q.option_type)
  order by 1, 2, 3, 4
  on conflict do nothing;
  return null;
end $$;

comment on function option_data_contracts() is
  'Adds the contracts of the changed quotes to option_contract. Statement triggers fire for the table that the statement names, so every partition carries them too.';

create trigger option_data_contracts_insert after insert on option_data
  referencing new table as changed for each statement execute function option_data_contracts();
create trigger option_data_contracts_update after update on option_data
  referencing new table as changed for each statement execute function option_data_contracts();

-- Predictions ---------------------------------------------------------------------------------------------------------

create sequence predictions_id_seq as bigint increment by 100 no cycle;

create table predictions (
  id              bigint         not null default nextval('predictions_id_seq'),
  model_id        varchar(50)    not null,
  symbol          varchar(20)    not null,
  prediction_type varchar(20)    not null,
  predicted_value decimal(20, 8) not null,
  confidence      decimal(5, 4),
  timestamp       timestamptz    not null,
  target_at       timestamptz,
  created_at      timestamptz    not null default current_timestamp,
  constraint predictions_pkey primary key (id),
  constraint predictions_model_id_check check (model_id <> ''),
  constraint predictions_symbol_check check (symbol <> ''),
  constraint predictions_predicted_value_check check (predicted_value <> 'NaN'),
  constraint predictions_confidence_check check (confidence between 0 and 1),
  constraint predictions_target_at_check check (target_at >= timestamp)
);

alter sequence predictions_id_seq owned by predictions.id;

create index idx_predictions_model_symbol on predictions (model_id, symbol);
create index idx_predictions_timestamp on predictions (timestamp desc);

comment on table predictions is 'What a model predicted, when, about which instrument, and for which moment.';
comment on column predictions.id is 'Order of arrival; unique, ascending for one writer, with gaps.';
comment on column predictions.model_id is 'Model that made the prediction.';
comment on column predictions.symbol is 'Instrument the prediction is about.';
comment on column predictions.prediction_type is 'What the value means, in the words of the app.';
comment on column predictions.predicted_value is 'The predicted value, in the unit of its type.';
comment on column predictions.confidence is 'From 0 to 1; null when the model gave none.';
comment on column predictions.timestamp is 'When the prediction was made.';
comment on column predictions.target_at is 'The moment it is for; null when the horizon is chosen at evaluation.';
comment on column predictions.created_at is 'Start of the transaction that wrote the row.';

-- Portfolio snapshots -------------------------------------------------------------------------------------------------

create sequence portfolio_status_id_seq as bigint increment by 100 no cycle;

create table portfolio_status (
  id            bigint         not null default nextval('portfolio_status_id_seq'),
  user_id       uuid           not null,
  asset_type    varchar(20)    not null,
  symbol        varchar(20),
  position_size decimal(20, 8) not null,
  entry_price   decimal(20, 8),
  current_price decimal(20, 8),
  pnl           decimal(20, 8),
  timestamp     timestamptz    not null,
  created_at    timestamptz    not null default current_timestamp,
  constraint portfolio_status_pkey primary key (id),
  constraint portfolio_status_asset_type_check check (asset_type <> ''),
  constraint portfolio_status_position_size_check check (position_size <> 'NaN')
);

alter sequence portfolio_status_id_seq owned by portfolio_status.id;

create index idx_portfolio_user_timestamp on portfolio_status (user_id, timestamp desc);

comment on table portfolio_status is
  'Portfolio snapshots: the rows of one user at one timestamp are one snapshot, one row per position.';
comment on column portfolio_status.id is 'Order of arrival; unique, ascending for one writer, with gaps.';
comment on column portfolio_status.user_id is 'Owner of the portfolio.';
comment on column portfolio_status.asset_type is 'Kind of asset, in the words of the app.';
comment on column portfolio_status.symbol is 'Instrument; null where the position has none.';
comment on column portfolio_status.position_size is 'Units held; negative when short.';
comment on column portfolio_status.entry_price is 'Price the position was opened at.';
comment on column portfolio_status.current_price is 'Price the position is valued at.';
comment on column portfolio_status.pnl is 'Profit or loss of the position.';
comment on column portfolio_status.timestamp is 'Instant of the snapshot.';
comment on column portfolio_status.created_at is 'Start of the transaction that wrote the row.';

-- Hourly bars ---------------------------------------------------------------------------------------------------------

-- The origin is a constant with its offset, so the bars are the same in every session's time zone.
create view mv_ohlcv_1h with (security_invoker = true) as
select b.symbol, b.timeframe, o.price as open, b.high, b.low, c.price as close, b.volume
from (
  select symbol,
         date_bin('1 hour', timestamp, timestamptz '2000-01-03 00:00:00+00') as timeframe,
         max(price) as high, min(price) as low, sum(volume) as volume,
         min(timestamp) as first_at, max(timestamp) as last_at
  from market_data
  group by 1, 2) b
cross join lateral (
  select price from market_data m
  where m.symbol = b.symbol and m.timestamp = b.first_at order by m.id limit 1) o
cross join lateral (
  select price from market_data m
  where m.symbol = b.symbol and m.timestamp = b.last_at order by m.id desc limit 1) c;

comment on view mv_ohlcv_1h is
  'Hourly bars computed from the ticks at the moment of the question. Ask for a symbol: a condition on timeframe alone reads all ticks.';
comment on column mv_ohlcv_1h.symbol is 'Instrument.';
comment on column mv_ohlcv_1h.timeframe is 'Start of the hour in UTC; the bar holds ticks from here to before the next hour.';
comment on column mv_ohlcv_1h.open is 'Price of the first tick by (timestamp, id).';
comment on column mv_ohlcv_1h.high is 'Highest price.';
comment on column mv_ohlcv_1h.low is 'Lowest price.';
comment on column mv_ohlcv_1h.close is 'Price of the last tick by (timestamp, id).';
comment on column mv_ohlcv_1h.volume is 'Sum of the volumes.';

-- Batches -------------------------------------------------------------------------------------------------------------

create table ingest_batch (
  batch_key  varchar(130) not null,
  table_name varchar(63)  not null,
  row_count  integer      not null,
  checksum   bigint       not null,
  created_at timestamptz  not null default current_timestamp,
  constraint ingest_batch_pkey primary key (batch_key)
);

create index idx_ingest_batch_created_at on ingest_batch (created_at);

comment on table ingest_batch is
  'Batches that were committed: written in the transaction of the rows, it tells after a lost connection whether they are stored, and makes a replay store nothing twice.';
comment on column ingest_batch.batch_key is 'Name of the batch, given by the app or drawn at random.';
comment on column ingest_batch.table_name is 'Table the rows went into.';
comment on column ingest_batch.row_count is 'Number of rows stored.';
comment on column ingest_batch.checksum is 'CRC-32C of the rows as they were sent, without their ids.';
comment on column ingest_batch.created_at is 'Start of the transaction that wrote the batch.';
