using GoQueue;
using Microsoft.AspNetCore.Diagnostics;

namespace WebApi;

/// <summary>Turns what a publish throws into problem details: 400 where the caller can mend it, 503 where only time can.</summary>
internal sealed class PublishProblems : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        IResult? problem = exception switch
        {
            EventValidationException invalid => TypedResults.ValidationProblem(
                invalid.Failures.GroupBy(static failure => failure.Path).ToDictionary(static path => path.Key, static path => path.Select(static failure => failure.Message).ToArray())),
            PublishException failed => TypedResults.Problem(title: "The order could not be published.", detail: failed.Outcome.ToString(), statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => null,
        };
        if (problem is null)
        {
            return false;
        }

        await problem.ExecuteAsync(context);
        return true;
    }
}
