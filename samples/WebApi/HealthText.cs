using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebApi;

/// <summary>The health report for people; an orchestrator looks at the status code alone.</summary>
internal static class HealthText
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        foreach (var (name, entry) in report.Entries)
        {
            await context.Response.WriteAsync($"{name}: {entry.Status}. {entry.Description}\n");
            foreach (var (key, value) in entry.Data)
            {
                await context.Response.WriteAsync($"  {key}: {value}\n");
            }
        }
    }
}
