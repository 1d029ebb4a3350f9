-- The latest prediction of a model, of a model about a symbol, or about a symbol is one probe of these, whatever the length of the history.
create index idx_predictions_model_timestamp on predictions (model_id, timestamp desc, id desc);
create index idx_predictions_model_symbol_timestamp on predictions (model_id, symbol, timestamp desc, id desc);
create index idx_predictions_symbol_timestamp on predictions (symbol, timestamp desc, id desc);

-- A chain of the past looks at the contracts that were listed by then: one that came later would be sought in vain in every month
-- before. An instant that is too early costs time only, so it is never raised, and what is not known is the beginning of all time.
alter table option_contract add column first_quote_at timestamptz not null default '-infinity';

comment on column option_contract.first_quote_at is
  'No quote is earlier; lowered by the triggers, never raised. -infinity where it is not known.';

update option_contract c set first_quote_at = coalesce((
  select min(q.timestamp) from option_data q
  where q.underlying = c.underlying and q.expiry_date = c.expiry_date
    and q.strike_price = c.strike_price and q.option_type = c.option_type), '-infinity');

-- It writes on behalf of whoever writes quotes, who need not be allowed to change contracts.
create or replace function option_data_contracts() returns trigger language plpgsql security definer
  set search_path from current as $$
begin
  insert into option_contract as listed (underlying, expiry_date, strike_price, option_type, first_quote_at)
  select q.underlying, q.expiry_date, q.strike_price, q.option_type, q.first_at
  from (
    select underlying, expiry_date, strike_price, option_type, min(timestamp) as first_at
    from changed group by 1, 2, 3, 4) q
  where not exists (
    select from option_contract c
    where c.underlying = q.underlying and c.expiry_date = q.expiry_date
      and c.strike_price = q.strike_price and c.option_type = q.option_type and c.first_quote_at <= q.first_at)
  order by 1, 2, 3, 4
  on conflict (underlying, expiry_date, strike_price, option_type) do update
  set first_quote_at = excluded.first_quote_at where listed.first_quote_at > excluded.first_quote_at;
  return null;
end $$;

comment on function option_data_contracts() is
  'Adds the contracts of the changed quotes to option_contract and lowers their first_quote_at. Statement triggers fire for the table that the statement names, so every partition carries them too.';

revoke execute on function option_data_contracts() from public;

-- NaN is above every number, so that a check of a lower bound lets it in.
alter table option_data drop constraint option_data_iv_check;
alter table option_data
  add constraint option_data_iv_check check (iv >= 0 and iv <> 'NaN'),
  add constraint option_data_delta_check check (delta <> 'NaN'),
  add constraint option_data_gamma_check check (gamma <> 'NaN'),
  add constraint option_data_theta_check check (theta <> 'NaN'),
  add constraint option_data_vega_check check (vega <> 'NaN');
alter table portfolio_status
  add constraint portfolio_status_entry_price_check check (entry_price <> 'NaN'),
  add constraint portfolio_status_current_price_check check (current_price <> 'NaN'),
  add constraint portfolio_status_pnl_check check (pnl <> 'NaN');

-- A snapshot that is replaced leaves portfolio_status, which holds one snapshot for a user and an instant, but stays known for the
-- time in which it was the one.
create table portfolio_status_replaced (
  id            bigint         not null,
  user_id       uuid           not null,
  asset_type    varchar(20)    not null,
  symbol        varchar(20),
  position_size decimal(20, 8) not null,
  entry_price   decimal(20, 8),
  current_price decimal(20, 8),
  pnl           decimal(20, 8),
  timestamp     timestamptz    not null,
  created_at    timestamptz    not null,
  replaced_at   timestamptz    not null default current_timestamp,
  constraint portfolio_status_replaced_pkey primary key (id),
  constraint portfolio_status_replaced_position_size_check check (position_size <> 'NaN'),
  constraint portfolio_status_replaced_entry_price_check check (entry_price <> 'NaN'),
  constraint portfolio_status_replaced_current_price_check check (current_price <> 'NaN'),
  constraint portfolio_status_replaced_pnl_check check (pnl <> 'NaN')
);

create index idx_portfolio_replaced_user_timestamp on portfolio_status_replaced (user_id, timestamp desc);

comment on table portfolio_status_replaced is
  'Rows of portfolio snapshots that were replaced by others of the same user and instant.';
comment on column portfolio_status_replaced.id is 'As in portfolio_status.';
comment on column portfolio_status_replaced.user_id is 'Owner of the portfolio.';
comment on column portfolio_status_replaced.asset_type is 'Kind of asset, in the words of the app.';
comment on column portfolio_status_replaced.symbol is 'Instrument; null where the position has none.';
comment on column portfolio_status_replaced.position_size is 'Units held; negative when short.';
comment on column portfolio_status_replaced.entry_price is 'Price the position was opened at.';
comment on column portfolio_status_replaced.current_price is 'Price the position was valued at.';
comment on column portfolio_status_replaced.pnl is 'Profit or loss of the position.';
comment on column portfolio_status_replaced.timestamp is 'Instant of the snapshot.';
comment on column portfolio_status_replaced.created_at is 'Start of the transaction that wrote the row.';
comment on column portfolio_status_replaced.replaced_at is 'Start of the transaction that replaced it.';
