-- Reasons for ending after which nothing needs to take over, and those after which nobody is asked.
SELECT c.code, c.extra->>'misregistered' = 'yes' AS misregistered, c.extra->>'deceased' = 'yes' AS deceased,
       'yes' IN (c.extra->>'to_work', c.extra->>'to_studies', c.extra->>'moved', c.extra->>'deceased',
                 c.extra->>'own_choice') AS gone_on
  FROM codes_code c WHERE c.system_id = 'exit_reason'
