-- The same POST again and again.
-- wrk ... -s post.lua ... -- CONTENT_TYPE BODY

function init(args)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = args[1]
  wrk.body = args[2]
end
