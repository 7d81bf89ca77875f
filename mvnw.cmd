@echo off
rem Runs Maven on a machine that may have nothing but a JDK; the same ways as mvnw, whose comments
rem explain them. Java downloads and checks here, so that neither curl nor PowerShell is needed.
setlocal EnableExtensions DisableDelayedExpansion

set "VERSION=3.9.16"
set "SHA512=ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3"
set "DEPENDENCY_PLUGIN=org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
set "HERE=%~dp0"
set "NAME=apache-maven-%VERSION%"
set "FILE=%NAME%-bin.zip"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "CACHE=%MAVEN_USER_HOME%\wrapper\dists\%NAME%-pinned"
set "MAJOR="
set "MINOR="

where /q mvn.cmd
if errorlevel 1 goto cached
for /f "tokens=3,4 delims=. " %%a in ('mvn.cmd --version 2^>nul ^| findstr /c:"Apache Maven"') do (
  set "MAJOR=%%a"
  set "MINOR=%%b"
)
if not defined MAJOR goto cached
if %MAJOR% GTR 3 goto installed
if %MAJOR% EQU 3 if %MINOR% GEQ 9 goto installed

:cached
if exist "%CACHE%\%NAME%\bin\mvn.cmd" goto run

set "JAVA=java"
set "JAR=jar"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME set "JAR=%JAVA_HOME%\bin\jar.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo mvnw: no Java found: install a JDK 17 or newer, or let JAVA_HOME name one 1>&2
  exit /b 1
)
set "WORK=%CACHE%\tmp.%RANDOM%%RANDOM%"
mkdir "%WORK%"
if errorlevel 1 exit /b 1

if not defined MAJOR goto download
echo mvnw: the installed Maven %MAJOR%.%MINOR% is older than 3.9: letting it fetch Maven %VERSION% 1>&2
pushd "%WORK%"
call mvn.cmd -q -B "%DEPENDENCY_PLUGIN%:copy" "-Dartifact=org.apache.maven:apache-maven:%VERSION%:zip:bin" "-DoutputDirectory=%WORK%" >nul 2>&1 <nul
popd
call :genuine
if not errorlevel 1 goto unpack

:download
set "URL=https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/%FILE%"
if defined MVNW_REPOURL set "URL=%MVNW_REPOURL%/org/apache/maven/apache-maven/%VERSION%/%FILE%"
echo mvnw: downloading %URL% 1>&2
"%JAVA%" %MAVEN_OPTS% "%HERE%.mvn\Fetch.java" "%URL%" "%WORK%\%FILE%"
call :genuine
if not errorlevel 1 goto unpack
rmdir /s /q "%WORK%"
if not defined MAJOR (
  echo mvnw: Maven %VERSION% could not be had: install Maven 3.9 or newer, or let MVNW_REPOURL name a Maven repository that can be reached 1>&2
  exit /b 1
)
echo mvnw: Maven %VERSION% could not be had; going on with the installed one, which quarkus:dev refuses 1>&2
goto installed

:unpack
pushd "%WORK%"
"%JAR%" xf "%FILE%"
popd
rem Where another run was faster the move fails, and what that one has put there is as good.
if not exist "%CACHE%\%NAME%" move "%WORK%\%NAME%" "%CACHE%\%NAME%" >nul 2>&1
rmdir /s /q "%WORK%"
if not exist "%CACHE%\%NAME%\bin\mvn.cmd" (
  echo mvnw: cannot move Maven into %CACHE% 1>&2
  exit /b 1
)

:run
endlocal & call "%CACHE%\%NAME%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:installed
endlocal & call mvn.cmd %*
exit /b %ERRORLEVEL%

:genuine
if not exist "%WORK%\%FILE%" exit /b 1
set "FOUND="
for /f "delims=" %%h in ('""%JAVA%" "%HERE%.mvn\Fetch.java" "%WORK%\%FILE%""') do set "FOUND=%%h"
if "%FOUND%"=="%SHA512%" exit /b 0
echo mvnw: %WORK%\%FILE% does not have the pinned SHA-512 and is not used 1>&2
exit /b 1
