-- Which rule picks the next agent, and how long callers wait before agents of a higher tier are asked.

ALTER TABLE queue DROP COLUMN strategy;
ALTER TABLE queue ADD COLUMN strategy TEXT NOT NULL DEFAULT 'longest_idle' CHECK (strategy IN
  ('longest_idle', 'round_robin', 'fewest_calls', 'least_talk_time', 'random', 'ring_all', 'top_down'));
ALTER TABLE queue ADD COLUMN tier_wait_sec INTEGER CHECK (tier_wait_sec BETWEEN 1 AND 3600);
