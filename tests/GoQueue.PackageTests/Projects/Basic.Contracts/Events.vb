<GoQueue.GoQueueEvent("users", "user.created", "1.0")>
Public NotInheritable Class UserCreated
    Public Property UserId As Guid
End Class
