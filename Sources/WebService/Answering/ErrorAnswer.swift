public import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
public import Office

extension OfficeError.Kind {
  /// The one table of HTTP statuses; the command line has the one of exit statuses.
  public var status: HTTPResponse.Status {
    switch self {
    case .no: .conflict
    case .usage: .badRequest
    case .badInput: .unprocessableContent
    case .notFound: .notFound
    case .defect, .damaged: .internalServerError
    case .conflict: .conflict
    case .busy: .serviceUnavailable
    case .notAllowed: .forbidden
    }
  }
}

/// Turns whatever is thrown into an answer: the office's errors in their one shape, everything else as a plain sentence.
struct ErrorMiddleware: RouterMiddleware {
  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      return ErrorAnswer.response(error.status, error.body ?? ErrorAnswer.sentence(error.status), error.headers)
    } catch is HTTPParserError {
      // A body that breaks off or is none: nobody of ours has to look into it.
      return ErrorAnswer.response(.badRequest, ErrorAnswer.sentence(.badRequest))
    } catch is CancellationError {
      // The service stops, or the client has gone.
      return ErrorAnswer.response(.serviceUnavailable, "服务正在停止, 请稍后再试", [.retryAfter: "5"])
    } catch is NIOTooManyBytesError {
      return ErrorAnswer.response(.contentTooLarge, ErrorAnswer.sentence(.contentTooLarge))
    } catch {
      guard let known = OfficeError.of(error) else {
        // Whole for whoever looks into it, plain for the one who asked. The address of the request may be a secret.
        context.logger.error("unforeseen", metadata: ["error": "\(error)", "route": "\(context.endpointPath ?? "-")"])
        return ErrorAnswer.response(.internalServerError, ErrorAnswer.sentence(.internalServerError))
      }
      if known.needsAttention { context.logger.error("defect", metadata: ["error": "\(known.message)"]) }
      return ErrorAnswer.response(known)
    }
  }
}

/// Answers for what went wrong.
enum ErrorAnswer {
  /// An error of the office: what, where, and what to do next.
  static func response(_ error: OfficeError) -> Response {
    var lines = [error.message] + error.places
    if let advice = error.advice { lines.append("办法: \(advice)") }
    return response(
      error.kind.status, withoutFolders(lines.joined(separator: "\n")), error.kind == .busy ? [.retryAfter: "5"] : [:])
  }

  /// Where files lie on the server is nobody's business.
  static func withoutFolders(_ text: String) -> String {
    text.replacing(/(^|[\s「(])\/(?:[^\/\s]+\/)+/) { String($0.1) }
  }

  /// A client that asks too often is told when it may ask again.
  static func tooOften(_ seconds: Int) -> Response {
    response(.tooManyRequests, sentence(.tooManyRequests), [.retryAfter: String(seconds)])
  }

  /// A sentence as plain text.
  static func response(_ status: HTTPResponse.Status, _ text: String, _ fields: HTTPFields = [:]) -> Response {
    var fields = fields
    fields[.contentType] = "text/plain; charset=utf-8"
    fields[.cacheControl] = "no-store"
    return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(string: text + "\n")))
  }

  /// What people read where nobody said more.
  static func sentence(_ status: HTTPResponse.Status) -> String {
    switch status {
    case .notFound: "没有这个地址"
    case .methodNotAllowed: "这个地址不支持这种请求"
    case .contentTooLarge: "内容太大"
    case .tooManyRequests: "请求太频繁, 请稍后再试"
    case .unauthorized: "需要登录"
    case .forbidden: "没有权限"
    case .badRequest: "请求有误"
    default: status.kind == .serverError ? "服务内部出错, 请稍后再试" : "请求没有完成 (\(status.code))"
    }
  }
}
