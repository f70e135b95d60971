using Auth.CommandLine;

return await AdminTool.RunAsync(args);
