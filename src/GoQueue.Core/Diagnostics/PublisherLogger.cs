using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>
/// The log lines of publishes, at the chosen levels. They name messages and kinds of errors; the exception itself goes to the caller alone, because
/// its causes may quote the event. Thread-safe.
/// </summary>
internal sealed class PublisherLogger : IDisposable
{
    public const string Category = "GoQueue.Publisher";

    private readonly ILogger _logger;
    private readonly OutageLog _outage;
    private readonly LogLevel _start;
    private readonly LogLevel _success;
    private readonly LogLevel _failure;
    private readonly LogLevel _resend;

    public PublisherLogger(ILogger logger, LoggingOptions options, TimeProvider time)
    {
        _logger = logger;
        _start = options.Start;
        _success = options.Success;
        _failure = options.Failure;
        _resend = options.Resend;
        _outage = new OutageLog(logger, time);
    }

    public bool IsEnabled => _logger.IsEnabled(_failure) || _logger.IsEnabled(_resend) || _logger.IsEnabled(_success) || _logger.IsEnabled(_start);

    public void Started(IObservedMessage message)
    {
        if (_logger.IsEnabled(_start))
        {
            var (id, version) = (PrintableText.Name(message.MessageId)!, PrintableText.Name(message.Version)!);
            var (topic, action) = (PrintableText.Name(message.Topic)!, PrintableText.Name(message.Action)!);
            PublisherLog.Publishing(_logger, _start, message.EventName, id, topic, action, version);
        }
    }

    public void Resending(ResendReport resend)
    {
        if (_logger.IsEnabled(_resend) && _outage.TryResend())
        {
            PublisherLog.SendingAgain(_logger, _resend, resend.Name, resend.MessageId, resend.Topic, resend.Action, resend.Attempts);
        }
    }

    /// <summary>Writes what was counted and has no line yet.</summary>
    public void Dispose() => _outage.Dispose();

    /// <summary>Only the failure's type: its text may quote the event.</summary>
    public void ListenerFailed(Exception exception) => PublisherLog.ListenerFailed(_logger, exception.GetType().Name);

    public void ReportsDropped(long count) => PublisherLog.ReportsDropped(_logger, count);

    public void Ended(string name, EventTelemetry tags, in PublishEnd end, TimeSpan elapsed)
    {
        // Ids are made after validation: an empty place in the line would look like a fault of the log.
        var id = end.MessageId ?? "without id";
        if (end.Failure is { } failure)
        {
            if (_logger.IsEnabled(_failure))
            {
                LogFailure(name, id, tags, end.Attempts, failure, elapsed);
            }
        }
        else
        {
            _outage.Succeeded();
            LogSuccess(name, id, tags, end, elapsed);
        }
    }

    private void LogSuccess(string name, string id, EventTelemetry tags, in PublishEnd end, TimeSpan elapsed)
    {
        if (_logger.IsEnabled(_success))
        {
            if (end.Skipped)
            {
                PublisherLog.Skipped(_logger, _success, name, id, tags.Topic, tags.Action);
            }
            else if (end.Deduplicated)
            {
                PublisherLog.Deduplicated(_logger, _success, name, id, tags.Topic, tags.Action);
            }
            else
            {
                PublisherLog.Published(_logger, _success, name, id, tags.Topic, tags.Action, elapsed.TotalMilliseconds, end.Attempts);
            }
        }
    }

    private void LogFailure(string name, string id, EventTelemetry tags, int attempts, Exception failure, TimeSpan elapsed)
    {
        if (failure is EventValidationException { Failures: var failures })
        {
            var rules = string.Join(", ", BrokenRules.NamesOf(failures));
            PublisherLog.Invalid(_logger, _failure, name, id, tags.Topic, tags.Action, rules);
            return;
        }

        var outcome = failure switch
        {
            PublishException known => known.Outcome,
            PublishCanceledException canceled => canceled.Outcome,
            _ => PublishOutcome.NotSent,
        };
        var errorType = ErrorTypes.Of(failure);
        if (!_outage.TryFail(errorType))
        {
            return;
        }

        // The cause's type tells an operator where to look; its text may quote the event.
        var exception = (failure.InnerException ?? failure).GetType().Name;
        PublisherLog.Failed(_logger, _failure, name, id, tags.Topic, tags.Action, errorType, exception, outcome, attempts, elapsed.TotalMilliseconds);
    }
}
