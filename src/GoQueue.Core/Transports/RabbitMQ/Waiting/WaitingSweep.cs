using GoQueue.Delivery.Operations;

namespace GoQueue.Transports.RabbitMQ.Waiting;

/// <summary>One look at lists of waiting messages: what is overdue gets its exception, what is settled is taken out.</summary>
/// <param name="Now">The clock's timestamp.</param>
/// <param name="Cause">Why they wait, for the exceptions.</param>
/// <param name="Fault">Why there is no connection; null where there is one.</param>
/// <param name="AdmissionTimeout">The bound on waiting for the first attempt, if there is one.</param>
/// <param name="Settled">Where those go that are to leave, when no lock is held any more: the next message with the id of one that leaves comes here at once.</param>
internal readonly record struct WaitingSweep(long Now, string Cause, Exception? Fault, TimeSpan? AdmissionTimeout, OperationList Settled)
{
    /// <summary>Under the list's lock.</summary>
    public void Over(OperationList list)
    {
        for (var operation = list.First; operation is not null;)
        {
            var next = operation.Next;
            if (operation.Deadline <= Now)
            {
                operation.Expire(Cause, Fault);
            }
            else if (operation.AdmissionDeadline <= Now)
            {
                operation.Expire($"AdmissionTimeout ({PublishFailures.Span(AdmissionTimeout ?? default)})", Cause, Fault);
            }

            if (operation.IsSettled)
            {
                list.Remove(operation);
                Settled.Append(operation);
            }

            operation = next;
        }
    }
}
